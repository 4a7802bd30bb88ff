"""Side doors to files and records: each view about one that something public uses, with a body that works for the board.

As `test_object_matrix`, which is about pages: asked by the effect on the row, for every address of these families that the
URL resolver knows, so that a new one is not forgotten.
"""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse

from core.models import Contribution
from directory.models import Organisation, Person, Place, Theme
from editorial.groups import CHIEF_EDITOR, PARTNER, RESEARCHER, STUDENT, TRANSLATOR
from media.models import SiteDocument, SiteImage, SiteMedia
from tests import factories
from tests.clients import sign_in
from tests.editorial.admin_addresses import fill, list_patterns
from tests.editorial.admin_world import World
from tests.editorial.forms import posted
from tests.editorial.light_requests import undressed, without_rendering
from tests.media.public_use import world as files
from tests.publishing import publish

pytestmark = pytest.mark.django_db
RECORDS = [Organisation, Person, Theme, Place]
FAMILIES = re.compile(
    r"wagtailimages|wagtaildocs|wagtailmedia|wagtailsnippet(choosers|s)_directory_|copy_file|wagtailadmin_collections"
)
READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")  # a request that says nothing else changes nothing
KINDS = {"wagtailimages": "image", "wagtaildocs": "document", "wagtailmedia": "recording"}
# A researcher keeps records: the role may add and change them (editorial.groups).
ALL_OF_THEM = "student, researcher and translator at once"  # rights add up (test_object_matrix)
ALLOWED = {(ALL_OF_THEM, f"wagtailsnippets_directory_{model._meta.model_name}:edit") for model in RECORDS}


class Doors:
    """A live page that uses a file and a record of each kind."""

    def __init__(self, answers):
        self.world, self.answers = World(), answers
        everybody = factories.UserFactory()
        everybody.groups.set(Group.objects.filter(name__in=[STUDENT, RESEARCHER, TRANSLATOR]))
        self.world.users[ALL_OF_THEM] = everybody
        self.world.clients[ALL_OF_THEM] = sign_in(everybody, raise_request_exception=False)
        image, document, media = self.world.image, self.world.document, self.world.media
        rows = {model: self.world.records[model] for model in RECORDS}
        self.used = [image, document, media, *rows.values()]
        self.others = {model: factory() for model, factory in zip(RECORDS, (
            factories.OrganisationFactory, factories.PersonFactory, factories.ThemeFactory, factories.PlaceFactory,
        ), strict=True)}  # fmt: skip
        page = factories.CasePageFactory(hero_image=image, body=[("document", {"document": document, "text": ""})])
        page.themes.add(rows[Theme])
        page.places.add(rows[Place])
        page.contributions.add(Contribution(person=rows[Person], role="author"))
        page.partnerships.create(organisation=rows[Organisation])
        publish(page)
        factories.EpisodePageFactory(
            recording_file=media, caption_tracks=files.make_tracks("nl"), no_recognisable_guest=True
        )
        self.client = self.world.clients["administrator"]

    def own(self, user) -> None:
        """Let the files be uploaded by `user`, which gives most."""
        for model in (SiteImage, SiteDocument, SiteMedia):
            model.objects.update(uploaded_by_user=user)

    def read(self) -> list:
        """Return the rows of what is used, without what is derived from the file, and their tags, as they are stored."""
        found: list = []
        for one in self.used:
            row = type(one)._base_manager.filter(pk=one.pk).values().first() or {}
            found.append({name: value for name, value in row.items() if name not in {"file_hash", "file_size"}})
            found.append(sorted(one.tags.names()) if hasattr(one, "tags") else [])
        return found

    def bodies(self, name: str) -> list[dict]:
        """Return the bodies that are tried at a view."""
        space, view = name.partition(":")[::2]
        if space in KINDS and view in {"edit", "edit_multiple"}:
            kind = KINDS[space]
            texts, file = files.texts(kind), self.used[list(KINDS).index(space)]
            prefix = {"image": "image", "document": "doc"}.get(kind)
            return [
                {f"{prefix}-{file.pk}-{key}": value for key, value in texts.items()} if "multiple" in view else texts
            ]
        model = next(
            (model for model in RECORDS if space == f"wagtailsnippets_directory_{model._meta.model_name}"), None
        )
        if model and view == "edit":
            form = self.client.get(reverse(name, args=[self.world.records[model].pk])).context["form"]
            return [posted(form, name="Langs de zijdeur")]
        if model and view == "merge":
            other, address = self.others[model].pk, reverse(name, args=[self.world.records[model].pk])
            shown = self.client.get(f"{address}?target={other}").text
            return [{"target": other, "confirmed": "on", "seen": re.search(r'name="seen" value="(\w+)"', shown)[1]}]
        return [{}]

    def list_requests(self) -> list[tuple]:
        """Return (view, address, body) of everything that is tried."""
        samples, found = self.world.samples(self.world.page), []
        for route, name, parts in list_patterns():
            if FAMILIES.match(name):
                found += [
                    (name, fill(route, name, parts, samples, self.world.records), body) for body in self.bodies(name)
                ]
        for one in self.used:
            label = one._meta.app_label, one._meta.model_name
            actions = ["delete"] if type(one) in RECORDS else ["delete", "add_tags", "add_to_collection"]
            for action in actions if type(one) is not SiteMedia else []:
                address = f"{reverse('wagtail_bulk_action', args=[*label, action])}?id={one.pk}"
                found.append((f"bulk {action}", address, {"tags": "nieuw", "collection": self.world.collection.pk}))
        return found

    def send(self, role: str, address: str, body: dict, before: list) -> tuple[int, bool]:
        """Return the status, and whether a used file or record, of which the rows are `before`, was changed; it is taken back."""
        written = []

        def note(execute, sql, params, many, context):
            if not sql.lstrip().upper().startswith(READS):
                written.append(sql)
            return execute(sql, params, many, context)

        with undressed(), without_rendering(), self.answers.request():
            with connection.execute_wrapper(note):
                response = self.world.clients[role].post(
                    address, body, headers=files.SCRIPT if "multiple" in address else {}
                )
            return response.status_code, bool(written) and self.read() != before


@pytest.mark.slow_first
def test_no_way_around_the_board(home, remembered_users, answers):
    doors = Doors(answers)
    requests, bypasses, errors, worked, closed = doors.list_requests(), set(), [], set(), set()
    for role in (ALL_OF_THEM, PARTNER, CHIEF_EDITOR):
        doors.own(doors.world.users[role])
        before = doors.read()
        for name, address, body in [one for one in requests if one[1] not in closed]:
            status, changed = doors.send(role, address, body, before)
            if status == 405:  # takes no POST, from nobody
                closed.add(address)
            if status >= 500:
                errors.append((role, name, status))
            if changed and role == CHIEF_EDITOR:
                worked.add(name)
            elif changed:
                bypasses.add((role, name))
    assert errors == []
    assert bypasses == ALLOWED
    changes = [f"{space}:{view}" for space in KINDS for view in ("edit", "delete")]
    changes += [
        f"wagtailsnippets_directory_{model._meta.model_name}:{view}" for model in RECORDS for view in ("edit", "merge")
    ]
    assert set(changes) - worked == set()
