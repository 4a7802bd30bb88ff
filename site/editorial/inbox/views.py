"""Views of the inbox: what waits, the notices, the way from a mail to a page, and how one is mailed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from editorial.dashboard import find_other_work, find_tasks
from editorial.edit_grants import is_commenter
from editorial.inbox.forms import MailChoiceForm
from editorial.inbox.models import Notice
from editorial.inbox.notices import read_choice, save_choice
from editorial.inbox.sentences import NoticeTexts
from editorial.inbox.unread import find_unread

PER_PAGE = 25


@require_GET
def show_inbox(request: HttpRequest) -> HttpResponse:
    """Show what waits for the user, and their notices with the newest first."""
    return _render(request, MailChoiceForm(initial={"when": read_choice(request.user)}))


@require_POST
def choose_mail(request: HttpRequest) -> HttpResponse:
    """Keep how the user wants to be mailed."""
    form = MailChoiceForm(request.POST)
    if not form.is_valid():
        return _render(request, form, status=400)
    save_choice(request.user, form.cleaned_data["when"])
    messages.success(request, _("This is how you are mailed from now on."))
    return redirect("inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all notices of the user as read."""
    Notice.objects.filter(user=request.user, read_at=None).update(read_at=timezone.now())
    return redirect("inbox")


@require_http_methods(["GET", "HEAD"])
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the page of a notice, and mark it as read; the address in mails."""
    notice = Notice.objects.filter(pk=pk).select_related("page").first()
    if notice is None or notice.user_id != request.user.pk:
        text = _("That message is gone, or was for somebody else.")
        messages.warning(request, text)
        return redirect("inbox")
    if notice.read_at is None:
        Notice.objects.filter(pk=pk).update(read_at=timezone.now())
    page = notice.page
    if notice.kind == Notice.Kind.PUBLISHED and page.live and page.get_url(request):
        return redirect(page.get_url(request))
    if is_commenter(request.user):
        return redirect("read_along", page.pk)
    may_edit = page.permissions_for_user(request.user).can_edit()
    if may_edit or notice.kind != Notice.Kind.APPROVED or not page.live:
        place = f"?comment={notice.source}" if notice.kind == Notice.Kind.COMMENT and notice.source else ""
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]) + place)
    return redirect(page.get_url(request) or reverse("wagtailadmin_home"))


def _render(request: HttpRequest, form: MailChoiceForm, status: int = 200) -> HttpResponse:
    notices = (
        Notice.objects.filter(user=request.user).select_related("page", "actor", "user").order_by("-created_at", "-pk")
    )
    page = Paginator(notices, PER_PAGE).get_page(request.GET.get("p"))
    texts, title, unread = NoticeTexts(page), _("Messages"), find_unread(request.user)
    new = set(unread.filter(pk__in=[one.pk for one in texts.notices]).values_list("pk", flat=True))
    context = {
        "form": form,
        "items": [*find_tasks(request.user), *find_other_work(request.user)],
        "rows": [
            {"notice": one, "is_new": one.pk in new, "sentence": texts.format(one), "detail": texts.format_detail(one)}
            for one in texts.notices
        ],
        "page": page,
        "unread": unread.count(),
        "page_title": title,
        "header_title": title,
        "header_icon": "mail",
        "breadcrumbs_items": [],
    }
    return TemplateResponse(request, "editorial/inbox.html", context, status=status)
