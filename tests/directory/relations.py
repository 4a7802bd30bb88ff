"""Every relation to a kind of record, read from the models without the code under test, and something that has one."""

import uuid

from modelcluster.fields import ParentalKey

from directory.models import Organisation, Person, Place, Theme
from editorial.models import BoardMember
from knowledge.models import Initiative
from maps.models import OutlineSet
from talkshows.models import Consent
from tests import factories

KINDS = {
    Organisation: factories.OrganisationFactory,
    Person: factories.PersonFactory,
    Place: factories.PlaceFactory,
    Theme: factories.ThemeFactory,
}
# What is neither a page nor a record of the directory, and refers to records.
OTHERS = {
    BoardMember: lambda: BoardMember.objects.create(user=factories.UserFactory()),
    Initiative: factories.InitiativeFactory,
    OutlineSet: lambda city: OutlineSet.objects.create(city=city, level="district", licence="CC0", source="Gemeente"),
}
NO_USE = {"merged_into", "merged_from"}


def find_relations() -> list[tuple]:
    """Return (kind of record, model that refers to it, field) for every relation of the installed models."""
    found = [
        (kind, relation.related_model, relation.field)
        for kind in KINDS
        for relation in kind._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.is_relation and not relation.concrete
        if relation.field.name not in NO_USE and not relation.related_model._meta.auto_created
    ]
    return sorted(found, key=lambda row: (row[0].__name__, row[1].__name__, row[2].name))


RELATIONS = find_relations()
IDS = [f"{model.__name__}.{field.name}-{kind.__name__}" for kind, model, field in RELATIONS]


def refer(model, field, record):
    """Return what an editor changes that refers to `record` by a field of `model`: a published page, a record or a consent."""
    if field.many_to_many and model in OTHERS:
        thing = OTHERS[model]()
        getattr(thing, field.name).set([record])
        return thing
    if field.many_to_many:
        return _page_of(model)(**{field.name: [record]})
    key = next((one for one in model._meta.concrete_fields if isinstance(one, ParentalKey)), None)
    if key is not None:
        page = _page_of(key.related_model)()
        more = {"locale": page.locale} if hasattr(model, "locale") else {}
        model.objects.create(**{key.name: page, field.name: record, "sort_order": 0, **more})
        page = type(page).objects.get(pk=page.pk)
        page.save_revision().publish()
        return page
    if model is Consent:
        return Consent.objects.create(entry_key=uuid.uuid4(), name="Gast", agreed="Beeld.", person=record)
    if model in OTHERS:
        return OTHERS[model](**{field.name: record})
    level = {"level": "street"} if model is Place else {}
    return KINDS[model](**{field.name: record, **level})


def refers(model, field, thing) -> list[int]:
    """Return the ids of the records to which `thing` refers by this field, as the database has them."""
    if field.many_to_many:
        through = field.remote_field.through
        rows = through.objects.filter(**{f"{field.m2m_field_name()}_id": thing.pk})
        return list(rows.values_list(f"{field.m2m_reverse_field_name()}_id", flat=True))
    key = next((one for one in model._meta.concrete_fields if isinstance(one, ParentalKey)), None)
    rows = model._base_manager.filter(**{key.attname if key else "pk": thing.pk})
    return [pk for pk in rows.values_list(field.attname, flat=True) if pk]


def _page_of(owner):
    """Return the factory of a kind of page that has this owner's relations."""
    made = [
        one for one in vars(factories).values() if isinstance(one, type) and issubclass(one, factories.EntryFactory)
    ]
    return next(
        one for one in made if one.model and issubclass(one.model, owner) and one.model._meta.app_label != "new_kind"
    )
