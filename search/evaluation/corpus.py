"""Bulk creation of published entries, for an evaluation or a load test in its own database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.http import int_to_base36
from wagtail.models import Locale, Page

from core.models import EntryPage
from directory.localisation import clear_locale_cache, get_locales
from search.analysis import LANGUAGES

CHUNK = 1000


def make_locales() -> None:
    """Create missing locales."""
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    clear_locale_cache()


@dataclass(frozen=True, slots=True)
class Text:
    """Content of an entry; `html` is its body with headings."""

    language: str
    title: str
    lead: str
    html: str = ""


def add_entries(texts: Iterable[Text], parent: Page | None = None) -> list[int]:
    """Publish an entry for each text, below `parent` (default: the root page); return their ids in order.

    Two inserts per entry instead of all that publishing does; nothing is indexed yet.
    """
    texts, made = iter(texts), []
    while chunk := list(islice(texts, CHUNK)):
        made += _add(chunk, parent or Page.objects.get(depth=1))
    return made


def make_step(number: int) -> str:
    """Return the last step of a page's treebeard path: its number in base 36, padded to `Page.steplen`."""
    return int_to_base36(number).upper().rjust(Page.steplen, "0")


@transaction.atomic
def _add(texts: Sequence[Text], parent: Page) -> list[int]:
    depth, steps = parent.depth + 1, len(parent.path)
    below = Page.objects.select_for_update().filter(path__startswith=parent.path, depth=depth)
    last = below.order_by("-path").values_list("path", flat=True).first()
    first = int(last[steps:], 36) + 1 if last else 1
    locales, content_type, now = get_locales(), ContentType.objects.get_for_model(EntryPage), timezone.now()
    pages = Page.objects.bulk_create(
        Page(
            title=text.title[:255], draft_title=text.title[:255], slug=f"d{number}", depth=depth, numchild=0,
            url_path=f"{parent.url_path}d{number}/", path=parent.path + make_step(number),
            content_type=content_type, locale=locales[text.language], live=True, first_published_at=now,
            last_published_at=now,
        )
        for number, text in enumerate(texts, start=first)
    )  # fmt: skip
    for page, text in zip(pages, texts, strict=True):
        body = [("text", text.html)] if text.html else []
        EntryPage(page_ptr=page, lead=text.lead, body=body).save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    return [page.pk for page in pages]
