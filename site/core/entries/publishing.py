"""What keeps an entry from being published, told to the editor wherever the publication was asked for."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse


class NotPublishableError(Exception):
    """A version lacks something without which readers cannot use it; `reasons` are sentences for its editor."""

    def __init__(self, page, reasons):
        self.page, self.reasons = page, list(reasons)
        super().__init__(" ".join(self.reasons))


class NotPublishableMiddleware:
    """Turns the exception into a message in the editor: nothing was published, and nothing that was written is lost."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Lead the editor to the page with the reasons; the transaction of the publication was undone."""
        if not isinstance(exception, NotPublishableError):
            return None
        for reason in exception.reasons:
            messages.error(request, reason)
        url = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"success": False, "errors": exception.reasons, "redirect": url}, status=422)
        return redirect(url)
