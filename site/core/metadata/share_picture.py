"""Pictures for share previews of every public page: an entry's own, and drawn cards of listings, records and fixed pages."""

from dataclasses import dataclass

from django.conf import settings
from django.db import OperationalError
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from core.extensions import SharePicture, fixed_pages, share_pictures
from core.fixed_pages import PAGES
from core.metadata.share_image import HEIGHT, WIDTH, make_digest
from core.models import EntryPage, HomePage, StandardPage
from core.models.querysets import readable_pages
from directory.localisation import language_of
from directory.models import Organisation, Person, Place, Theme
from media.uploads import rollback
from page_cache.reads import mark_incomplete

RECORDS = {model.route: model for model in (Theme, Place, Organisation, Person)}
PAGE, VIEW = "page", "view"
SPREAD = 997  # numbers of drawings


@dataclass(frozen=True)
class DrawnCard:
    """What is drawn on a card: title, kind on the tab, and the number that varies the drawing; `subject` and `key` name it."""

    subject: str
    key: str
    title: str
    kind: str
    number: int

    @property
    def digest(self) -> str:
        """Digest of what the card shows."""
        return make_digest(self.title, self.kind, self.number)

    @property
    def path(self) -> str:
        """URL path of the card."""
        return reverse("share_card", args=[self.subject, self.key, self.digest])


def find_entry_picture(entry: EntryPage) -> SharePicture | None:
    """Return the picture of an entry: that of its app, its photo, or the drawn one."""
    own = find_own_picture(entry)
    if own is not None:
        return own
    try:
        if entry.hero_image:
            rendition = entry.hero_image.get_rendition("fill-1200x630|format-jpeg")
            return SharePicture(
                f"{settings.SITE_URL}{rendition.url}", rendition.width, rendition.height,
                entry.hero_image.default_alt_text, entry.title,
            )  # fmt: skip
    except (SourceImageIOError, OSError, OperationalError):  # the original is gone, or the disk is full
        mark_incomplete()
        rollback.delete_orphans()
    if not entry.pk:
        return None
    alt = f"{entry.kind_label}: {entry.title}"
    return SharePicture(f"{settings.SITE_URL}{entry.share_image_url}", WIDTH, HEIGHT, alt, entry.title)


def find_own_picture(entry: EntryPage) -> SharePicture | None:
    """Return the picture that an app draws of its kind of entry, or None."""
    found = (find(entry) for find in share_pictures) if entry.pk else ()
    return next((picture for picture in found if picture), None)


def describe_subject(context) -> SharePicture | None:
    """Return the picture of the page that is rendered with a template context, or None where it has none."""
    subject, request = context.get("page") or context.get("record"), context.get("request")
    if isinstance(subject, EntryPage):
        return find_entry_picture(subject)
    match = request.resolver_match if request is not None else None
    if subject is not None:
        card = describe_page(subject) if isinstance(subject, Page) else describe_record(subject)
    else:
        card = describe_view(match.view_name) if match else None
    if card is None:
        return None
    return SharePicture(f"{settings.SITE_URL}{card.path}", WIDTH, HEIGHT, f"{card.kind}: {card.title}", card.title)


def describe_page(page: Page) -> DrawnCard | None:
    """Return the card of a page that is no entry; None before it is saved."""
    if not page.pk:
        return None
    with translation.override(language_of(page.locale_id)):
        if isinstance(page, HomePage):
            kind = capfirst(_("of The Hague’s city labs"))
        else:
            kind = _("About this site") if isinstance(page, StandardPage) else _("Overview")
        return DrawnCard(PAGE, str(page.pk), page.title, kind, page.translation_key.int % SPREAD)


def describe_record(record) -> DrawnCard:
    """Return the card of a person, organisation, theme or place."""
    with translation.override(language_of(record.locale_id)):
        kind = capfirst(str(record._meta.verbose_name))
        return DrawnCard(record.route, str(record.pk), record.name, kind, record.translation_key.int % SPREAD)


def describe_view(name: str) -> DrawnCard | None:
    """Return the card of a fixed page in the active language; None for a view that is none."""
    titles = {page.name: page.title for page in (*PAGES, *fixed_pages)}
    if name not in titles:
        return None
    language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    number = sum(name.encode()) % SPREAD
    return DrawnCard(VIEW, f"{language}-{name}", str(titles[name]), _("Overview"), number)


def find_card(subject: str, key: str) -> DrawnCard | None:
    """Return the card with a name from an address, or None where nothing public has it."""
    if subject == VIEW:
        language, _dash, name = key.partition("-")
        if language not in dict(settings.LANGUAGES):
            return None
        with translation.override(language):
            return describe_view(name)
    if not key.isdecimal() or int(key) >= 2**63:
        return None
    if subject == PAGE:
        page = readable_pages().filter(pk=key).first()
        return describe_page(page.specific) if page else None
    model = RECORDS.get(subject)
    record = model.objects.filter(pk=key).first() if model else None
    if record is None or (isinstance(record, Person) and not record.consent):
        return None
    return describe_record(record)
