"""Report of pictures on public entries of which the rights or the text alternative are not known."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, ReferenceIndex

from core.models import EntryPage
from media.models import SiteImage

NAMED = 3  # entries that a row names


class ImageRightsReport(ReportView):
    """Lists pictures without a maker, a source or a text alternative, with the entries that show them."""

    model = SiteImage
    any_permission_required = ["add", "change"]
    page_title = gettext_lazy("Pictures without rights")
    header_icon = "image"
    index_url_name = "image_rights_report"
    index_results_url_name = "image_rights_report_results"
    list_export = ["title", "remark", "shown_on"]
    export_headings = {"remark": gettext_lazy("What is missing"), "shown_on": gettext_lazy("Shown on")}
    columns = [
        TitleColumn("title", label=gettext_lazy("Picture"), url_name="wagtailimages:edit"),
        Column("remark", label=gettext_lazy("What is missing")),
        Column("shown_on", label=gettext_lazy("Shown on")),
    ]

    def get_queryset(self):
        """Return the pictures that public entries show and of which something is not known."""
        used = _find_uses().values_list("to_object_id", flat=True).distinct()
        unknown = Q(maker="") | Q(source="") | Q(alt="", is_decorative=False)
        return SiteImage.objects.filter(unknown, pk__in=[int(pk) for pk in used]).order_by("title", "pk")

    def decorate_paginated_queryset(self, object_list):
        """Set `remark` and `shown_on` on each picture."""
        images = list(object_list)
        titles = _list_titles([image.pk for image in images])
        for image in images:
            named = titles.get(image.pk, [])
            image.remark = ", ".join(_list_missing(image))
            image.shown_on = "; ".join(named[:NAMED]) + (f" (+{len(named) - NAMED})" if len(named) > NAMED else "")
        return images


def _find_uses():
    """Return the references of public entries to pictures."""
    public = [str(pk) for pk in EntryPage.objects.readable().values_list("pk", flat=True)]
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=public,
        to_content_type=ContentType.objects.get_for_model(SiteImage),
    )  # fmt: skip


def _list_titles(images: list[int]) -> dict[int, list[str]]:
    """Return {picture: titles of the public entries that show it}."""
    uses = _find_uses().filter(to_object_id__in=[str(pk) for pk in images])
    pairs = set(uses.values_list("to_object_id", "object_id"))
    titles = dict(Page.objects.filter(pk__in={int(page) for _image, page in pairs}).values_list("pk", "title"))
    found: dict[int, list[str]] = {}
    for image, page in sorted(pairs):
        found.setdefault(int(image), []).append(titles[int(page)])
    return found


def _list_missing(image: SiteImage) -> list[str]:
    missing = [
        (image.maker, _("maker")),
        (image.source, _("source")),
        (image.alt or image.is_decorative, _("text alternative")),
    ]
    return [label for value, label in missing if not value]
