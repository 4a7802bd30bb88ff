"""The kinds of entry, for somebody who has to choose one: what each is for, an example, and the usual ones first."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import EntryPage

LAST = 99  # rank of a kind that is not among the usual ones


@dataclass(frozen=True)
class KindChoice:
    """A kind that can be made: its name, one sentence, an example, how many there are, and where its form is."""

    kind: str
    text: str
    sentence: str
    example: str
    note: str
    url: str
    icon: str
    rank: int

    @property
    def is_usual(self) -> bool:
        """Whether the kind is offered first."""
        return self.rank != LAST


def list_creatable_kinds() -> list[KindChoice]:
    """Return the kinds that can be made: the usual ones in their order, then the others by name."""
    found = [_describe(model) for model in EntryPage.kinds().values() if model.is_creatable]
    return sorted(found, key=lambda choice: (choice.rank, choice.text))


def _describe(model: type[EntryPage]) -> KindChoice:
    number = model.objects.exact_type(model).count()
    return KindChoice(
        kind=model.kind,
        text=_name(model),
        sentence=model.get_page_description(),
        example=str(model.kind_example),
        note=ngettext("%(number)d so far", "%(number)d so far", number) % {"number": number},
        url=reverse("make_entry", args=[model.kind]),
        icon=model.icon,
        rank=model.usual_rank or LAST,
    )


def _name(model: type[EntryPage]) -> str:
    """Return the name of a kind, with the word for it of who was given the task to write one."""
    name = capfirst(str(model._meta.verbose_name))
    return f"{name} ({model.kind_synonym})" if model.kind_synonym else name


def choose_kind(request: HttpRequest) -> HttpResponse:
    """Answer “which kind do I need?”: every kind with a sentence and an example, and a link to its form."""
    kinds = list_creatable_kinds()
    groups = [
        (_("The usual ones"), [kind for kind in kinds if kind.is_usual]),
        (_("For special cases"), [kind for kind in kinds if not kind.is_usual]),
    ]
    title = _("Which kind do I need?")
    context = {
        "groups": groups,
        "page_title": title,
        "header_title": title,
        "header_icon": "help",
        "breadcrumbs_items": [],
    }
    return TemplateResponse(request, "editorial/choose_kind.html", context)
