"""Views of the directory: lists of records, and the page of a record with its entries."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.entries.named_people import exclude_withdrawn
from core.entries.redactions import find_redacted_entries
from core.filters.database import count_by
from core.listings.limit import Limit
from core.listings.listing import Listing
from core.listings.record_entries import make_conditions
from core.listings.upcoming import find_upcoming
from core.models import EntryPage
from directory.localisation import get_locale, localise
from directory.models import Organisation, Person, Place, Theme
from directory.name_order import sort_by_name
from directory.places import find_top, keys_below, read_tree
from directory.references.addresses import follow_merged_address


def _render_list(request, name: str, title, groups: list, **more):
    return render(request, "core/directory_list.html", {"kind": name, "title": title, "groups": groups, **more})


def themes(request):
    """List of themes with their number of entries."""
    locale = get_locale()
    numbers = count_by("themes", _get_entries(locale))
    rows = [
        (theme, numbers.get(theme.translation_key, 0), theme.intro)
        for theme in sort_by_name(Theme.objects.filter(locale=locale))
    ]
    return _render_list(request, "themes", _("Themes"), [("", rows)])


def places(request):
    """List of places by level, with the number of entries in each or below; those of the city with most entries first."""
    locale = get_locale()
    tree, tagged = read_tree(), _group_entries("places__translation_key")
    parents = dict.fromkeys(tree) | {child: key for key, children in tree.items() for child in children}
    numbers = {key: len(set().union(*(tagged.get(one, set()) for one in keys_below([key], tree)))) for key in tree}
    found: dict = {level: [] for level in Place.Level}
    places = sorted(
        sort_by_name(Place.objects.filter(locale=locale)),
        key=lambda place: -numbers[find_top(place.translation_key, parents)],
    )
    for place in places:
        found[place.level].append((place, numbers[place.translation_key], ""))
    return _render_list(
        request, "places", _("Places"), [(Place.Level(level).label, rows) for level, rows in found.items() if rows]
    )


def organisations(request):
    """List of organisations by kind."""
    found: dict = {kind: [] for kind in Organisation.Kind}
    partner = "partnerships__organisation"
    # An organisation has the entries of its parts too, as on its page.
    entries = _group_entries(f"{partner}__translation_key", f"{partner}__parent__translation_key")
    for organisation in sort_by_name(Organisation.objects.filter(locale=get_locale())):
        found[organisation.kind].append((organisation, len(entries.get(organisation.translation_key, ())), ""))
    groups = [(Organisation.Kind(kind).label, rows) for kind, rows in found.items() if rows]
    return _render_list(request, "organisations", _("Organisations"), groups)


def people(request):
    """List of people who agreed to be shown."""
    found = Person.objects.filter(locale=get_locale(), consent=True)
    named = sort_by_name(exclude_withdrawn(found))
    redacted = find_redacted_entries([person.translation_key for person in named])
    entries = _group_entries("contributions__person__translation_key")
    rows = [
        (person, len(entries.get(key, set()) - redacted.get(key, set())), person.job_title)
        for person in named
        for key in [person.translation_key]
    ]
    return _render_list(request, "people", _("People"), [("", rows)])


@follow_merged_address(Theme)
def theme(request, slug):
    """Page of a theme."""
    record = _get_or_404(Theme, slug)
    return _render_record(request, record, "theme")


@follow_merged_address(Place)
def place(request, slug):
    """Page of a place, with the entries of places below it."""
    record = _get_or_404(Place, slug)
    around = list(Place.objects.filter(parent__translation_key=record.translation_key, locale_id=record.locale_id))
    above = localise([record.parent], record.locale_id) if record.parent_id else []
    return _render_record(request, record, "place", above=above, below=around)


@follow_merged_address(Organisation)
def organisation(request, slug):
    """Page of an organisation, with the entries of its parts."""
    record = _get_or_404(Organisation, slug)
    parts = Organisation.objects.filter(parent__translation_key=record.translation_key, locale_id=record.locale_id)
    above = localise([record.parent], record.locale_id) if record.parent_id else []
    return _render_record(request, record, "organisation", above=above, below=parts)


@follow_merged_address(Person)
def person(request, slug):
    """Page of a person who agreed to be shown."""
    record = _get_or_404(Person, slug)
    if not record.consent:
        raise Http404
    affiliation = localise([record.affiliation], record.locale_id) if record.affiliation_id else []
    return _render_record(request, record, "", affiliation=next(iter(affiliation), None))


def _group_entries(*fields: str) -> dict:
    """Return {value of one of the fields: translation keys of the entries of the active language that have it}; one query."""
    found: dict = {}
    for entry, *values in _get_entries(get_locale()).order_by().values_list("translation_key", *fields):
        for value in values:
            found.setdefault(value, set()).add(entry)
    return found


def _get_entries(locale):
    return EntryPage.objects.readable().in_locale(locale.pk)


def _get_or_404(model, slug: str):
    record = model.objects.filter(locale=get_locale(), slug=slug).first()
    if record is None:
        raise Http404
    return record


def _render_record(request, record, fixed: str, **more):
    # A subquery, so that an entry with two matching relations is listed once.
    entries = EntryPage.objects.filter(make_conditions([record])[0])
    places = (record.slug, *(one.slug for one in more.get("below", ()))) if fixed == "place" else ()
    limit = Limit(f"{record.route}-{record.pk}", Q(pk__in=entries.values("pk")), places)
    listing = Listing(request, record.locale_id, limit=limit, fixed=fixed)
    translations = type(record).objects.filter(translation_key=record.translation_key).exclude(pk=record.pk)
    context = {
        "record": record,
        "listing": listing,
        "record_translations": translations,
        "upcoming": find_upcoming(record.locale_id, limit=limit),
        "mail_filter": fixed,
        **more,
    }
    return render(request, f"core/{record.route}_page.html", context)
