"""From what was typed to a page: a proposal for the board, and later changes of its text by who brought it in."""

from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Locale, Revision

from accounts.acting import as_system
from core.entries.slugs import make_free_slug
from core.models import HomePage
from directory.models import Place, Theme
from knowledge.exchange.lifecycle import change_lifecycle
from knowledge.matching.proposals import withdraw_all
from knowledge.models import ExchangeIndexPage, Submission
from knowledge.models.exchange import RESERVED_SLUGS, ExchangePage, State, find_last_day
from knowledge.submissions.shown_values import find_changed
from knowledge.submissions.steps import KINDS, SubmissionKind, read_values
from knowledge.submissions.typed_text import read_plain, write_rich

RICH = {"why", "conditions"}
SLUGS = {"nl": ("vraag-en-aanbod", "Vraag en aanbod"), "en": ("demand-and-offers", "Demand and offers")}


class UnreadableSubmissionError(ValueError):
    """What was kept of a submission is not valid any more, such as after a place was deleted."""


def get_list(language: str) -> ExchangeIndexPage:
    """Return the list of questions and offers in a language; it is made where there is none yet.

    Without a home page in the language, that of the site's own language is taken.
    """
    pages = ExchangeIndexPage.objects.filter(locale__language_code=language).order_by("path")
    if (found := pages.first()) is not None:
        return found
    home = HomePage.objects.filter(locale__language_code=language).order_by("path").first()
    if home is None:
        return get_list(Locale.get_default().language_code)
    slug, title = SLUGS.get(language, SLUGS["en"])
    made = ExchangeIndexPage(slug=slug, title=title, locale=home.locale, show_in_menus=True)
    if (other := ExchangeIndexPage.objects.order_by("path").first()) is not None:
        made.translation_key = other.translation_key
    home.add_child(instance=made)
    return made


@transaction.atomic
def make_proposal(submission: Submission) -> ExchangePage:
    """Make the draft of a confirmed submission below the list of its language, and link both."""
    kind = KINDS[submission.kind]
    with translation.override(submission.language):  # a reader may confirm on the page of the other language
        values, wrong = read_values(kind, submission.data)
    if wrong is not None:
        raise UnreadableSubmissionError
    with as_system():  # whoever is signed in in this browser: it is a draft, and the board decides
        parent = get_list(submission.language)
        page = kind.model(live=False, locale=parent.locale, open_until=None)
        fill(page, values)
        page.open_until = find_last_day(page)
        page.slug = make_free_slug(page, parent)
        if page.slug in RESERVED_SLUGS or page.slug.isdecimal():
            page.slug = f"{kind.kind}-{page.slug}"
        parent.add_child(instance=page)
        page.save_revision()
    submission.page_id, submission.data, submission.confirmed_at = page.pk, {}, timezone.now()
    submission.save(update_fields=["page", "data", "confirmed_at"])
    return page


def fill(page: ExchangePage, values: dict) -> None:
    """Set the fields of a page from cleaned values; what the board wrote in other fields stays.

    A question without a lead of its own is its lead, and stays so when it changes.
    """
    locale_id, asked = page.locale_id, getattr(page, "question", "")
    for name, value in values.items():
        if name == "place":
            page.places = list(Place.objects.filter(translation_key=value, locale_id=locale_id)) if value else []
        elif name == "themes":
            page.themes = list(Theme.objects.filter(translation_key__in=value, locale_id=locale_id))
        else:
            setattr(page, name, write_rich(value) if name in RICH else value)
    if hasattr(page, "question") and page.lead.split() in ([], asked.split()):
        page.lead = page.question
    if hasattr(page, "whole_city") and "place" in values:
        page.whole_city = not values["place"]


@transaction.atomic
def change_text(submission: Submission, values: dict, shown: str = "") -> None:
    """Keep a change by who brought it in as a new version on top of the newest; the board publishes it.

    `shown`: what the form showed, as `shown_values.sign` made it; only what is not so is a change.
    """
    page = submission.page.specific.get_latest_revision_as_object()
    changed = find_changed(shown, read_text(KINDS[submission.kind], page), values)
    with as_system():
        fill(page, changed)
        page.save_revision()
    submission.changed_at = timezone.now()
    submission.save(update_fields=["changed_at"])


@transaction.atomic
def withdraw(submission: Submission) -> None:
    """Take a card away for who brought it in, with all that was kept of them.

    What was never public is deleted; what was is closed and taken off the site in every language, and stays with the board.
    Open proposals with it end.
    """
    page = submission.page.specific
    versions = list(type(page).objects.filter(translation_key=page.translation_key))
    withdraw_all(page)
    submission.delete()
    with as_system():
        if not any(one.first_published_at for one in versions):
            page.delete()
            return
        change_lifecycle(page, state=State.CLOSED)
        for one in type(page).objects.filter(translation_key=page.translation_key):
            one.unpublish(log_action=True)
            cancel_schedule(one)


def cancel_schedule(page: ExchangePage) -> None:
    """Cancel a planned publication of a page, so that a withdrawn card does not come back."""
    Revision.objects.for_instance(page).update(approved_go_live_at=None)


def read_text(kind: SubmissionKind, page: ExchangePage) -> dict:
    """Return the values of a page's newest version, as the forms of the steps show them."""
    page = page.get_latest_revision_as_object()
    values = {}
    for step in kind.steps:
        for name in step.form.base_fields:
            if name == "place":
                values[name] = next((str(place.translation_key) for place in page.places.all()), "")
            elif name == "themes":
                values[name] = [str(theme.translation_key) for theme in page.themes.all()]
            else:
                values[name] = read_plain(getattr(page, name)) if name in RICH else getattr(page, name)
    return values
