"""A form that came in cut off: a page that says so instead of an error page.

Wagtail reads fields that its own forms always send without asking whether they are there. A connection that breaks, a
browser's extension or a script can leave them out.
"""

from django.shortcuts import render
from django.utils.datastructures import MultiValueDictKeyError

ADMIN = "/beheer/"
# Wagtail's views that stumble over a missing field in another way; each was found by the permission matrix.
STUMBLE = {"wagtailadmin_choose_page_external_link", "wagtailredirects:process_import"}
CHOOSERS = "wagtailsnippetchoosers_"  # `create` without a form to create with


class MissingFieldsMiddleware:
    """Answer 400 where a view of the editing screens misses a field of its form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Only what views raise is looked at."""
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Return the page that says what happened, or None for any other error."""
        if not request.path.startswith(ADMIN) or not isinstance(exception, KeyError | AttributeError):
            return None
        match = request.resolver_match
        stumbles = request.method == "POST" and match is not None and (
            match.view_name in STUMBLE or (match.view_name.startswith(CHOOSERS) and match.url_name == "create")
        )  # fmt: skip
        if isinstance(exception, MultiValueDictKeyError) or stumbles:
            return render(request, "broken_form.html", status=400)
        return None
