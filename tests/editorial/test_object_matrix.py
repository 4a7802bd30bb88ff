"""Side doors: who has an edit right and no right to publish tries every view about a page, on pages in every state.

Each view is tried with bodies that work (`working_bodies`), and asked by its effect: what the public sees stays as it
was. That the bodies work is asked of an administrator, for whom each must do something in some state.

Each view is asked about a page in every state; about a live page and about its translation, of the other states about the page
in one and its translation in the next. An administrator asks both until an attempt works.

Rights add up: somebody who is student, researcher and translator at once asks every cell. Each of the roles alone asks one in `ONE_IN`,
others than its neighbours, and may do there no more than the one who has them all. Being a partner takes rights away (what is
shared with them they read): partners ask one in four by themselves.
"""

from zlib import crc32

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.test.client import encode_multipart
from django.utils.http import urlencode
from wagtail.models import Locale, Page

from core.models import IndexPage
from editorial.groups import PARTNER, RESEARCHER, STUDENT, TRANSLATOR
from editorial.models import CoAuthor
from tests import factories
from tests.clients import sign_in
from tests.editorial.admin_addresses import fill, list_patterns
from tests.editorial.admin_world import World
from tests.editorial.light_requests import undressed, without_rendering
from tests.editorial.page_subjects import OF_OTHERS, STATES, Subject
from tests.editorial.public_state import PublicState, note_writes
from tests.editorial.working_bodies import attempts_at

pytestmark = pytest.mark.django_db
BOUNDARY = "side-doors"
ADDING_UP = [STUDENT, RESEARCHER, TRANSLATOR]
SINGLE = [*ADDING_UP, PARTNER]  # who publish nothing
ALL_OF_THEM = "all of them"
ONE_IN = 12
IN_BOTH_LANGUAGES = {"live"}  # what the public sees is at stake there
# Written by opening a page, or kept for the editor alone: no effect.
NOTHING = {"django_session", "wagtailadmin_editingsession", "wagtailcore_pagesubscription"}
# Views about a page that write nothing, or nothing here: there are no pages with a form of Wagtail's.
READ_ONLY = {
    "wagtailadmin_pages:move", "wagtailadmin_pages:history", "wagtailadmin_pages:history_results",
    "wagtailadmin_pages:revisions_view", "wagtailadmin_pages:usage", "wagtailadmin_pages:workflow_history",
    "wagtailadmin_pages:workflow_history_detail", "wagtailforms:delete_submissions", "wagtailforms:list_submissions",
    "wagtailforms:list_submissions_results",
    "wagtailadmin_pages:collect_workflow_action_data", "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_pages:preview_on_add", "wagtailadmin_pages:preview_on_edit", "wagtail_localize:preview_translation",
    "wagtail_localize:download_pofile", "wagtailadmin_pages:revisions_index", "wagtailadmin_pages:view_draft",
}  # fmt: skip

# An autosave presses no button, whoever sends it: attempts 5 and 6 publish and approve by one.
# The buttons of the board need a step, words or a colleague that a page here does not have (tests/editorial/review asks them);
# records keep no versions, so there is nothing to revert or to unschedule.
REFUSED_TO_ALL = sorted(
    [
        *((name, 0) for name in ("board_return", "board_share", "board_take_over", "board_unshare", "read_along")),
        *(("wagtailadmin_pages:edit", number) for number in (5, 6, 7)),
        *(
            (f"wagtailsnippets_directory_{kind}:revisions_{action}", 0)
            for kind in ("organisation", "person", "place", "theme")
            for action in ("revert", "unschedule")
        ),
    ]
)


class Doors:
    """The site with pages in every state, and what the public sees of it."""

    def __init__(self, answers):
        self.world, self.answers = World(), answers
        everybody = factories.UserFactory()
        everybody.groups.set(Group.objects.filter(name__in=ADDING_UP))
        self.world.users[ALL_OF_THEM] = everybody
        self.world.clients[ALL_OF_THEM] = sign_in(everybody, raise_request_exception=False)
        self.author = self.world.users["administrator"]
        english = Locale.objects.get(language_code="en")
        parent = IndexPage.objects.get(pk=self.world.page.get_parent().pk)
        elsewhere = factories.IndexPageFactory()
        self.subjects = [Subject(state, parent, elsewhere, self.author, english, self.world.image) for state in STATES]
        CoAuthor.objects.bulk_create(
            CoAuthor(page=page, user=self.world.users[role], added_by=self.author)
            for subject in self.subjects if subject.state == "shared draft"
            for page in subject.pages for role in (STUDENT, RESEARCHER, PARTNER, ALL_OF_THEM)
        )  # fmt: skip
        self.patterns = [(route, name, parts) for route, name, parts in list_patterns() if attempts_at(name, parts)]
        self.public, self.closed = PublicState(), set(READ_ONLY)

    def give_to(self, user) -> None:
        """Make `user` the owner of all pages but those that are another's."""
        owned = [page.pk for subject in self.subjects if subject.state not in OF_OTHERS for page in subject.pages]
        Page.objects.filter(pk__in=owned).update(owner=user)

    def try_all(self, role: str, done=frozenset()):
        """Yield (view, number of the attempt, state, language, status, tables written, public tables changed).

        Attempts in `done`, pairs of view and number, are left out.
        """
        for subject in self.subjects:
            for page in subject.pages:
                samples = self.world.samples(page) | subject.samples(page)
                for route, name, parts in self.patterns:
                    for number, attempt in enumerate(attempts_at(name, parts)):
                        if (name, number) in done or name in self.closed:
                            continue
                        if not is_asked(role, name, number, subject.state, page.locale.language_code):
                            continue
                        # Under the name of the view they win.
                        more = {f"{name}:{part}": value for part, value in attempt.parts(subject).items()}
                        address = fill(route, name, parts, samples | more, self.world.records)
                        found = self.send(role, address, attempt, subject, page)
                        if found[0] == 405:  # takes no POST, from nobody
                            self.closed.add(name)
                        yield name, number, subject.state, page.locale.language_code, *found

    def send(self, role: str, address: str, attempt, subject, page) -> tuple[int, set, list]:
        """Return status, tables written and public tables changed; all of it is taken back."""
        client, written = self.world.clients[role], []
        cookies = client.cookies.copy()
        body = attempt.body(subject, page, self.author)  # all fields, also those that a role does not get
        with without_rendering(), self.answers.request():
            with connection.execute_wrapper(note_writes(written)):
                response = client.generic(
                    attempt.method, address + attempt.query, *encode(body), headers=attempt.headers
                )
            changes = self.public.find_changes(written)
        client.cookies = cookies
        return response.status_code, set(written) - NOTHING, changes


def encode(body: dict) -> tuple[bytes | str, str]:
    """Return a body and its content type; one without files is read sooner as one line."""
    if any(hasattr(value, "read") for value in body.values()):
        return encode_multipart(BOUNDARY, body), f"multipart/form-data; boundary={BOUNDARY}"
    return urlencode(body, doseq=True), "application/x-www-form-urlencoded"


def is_asked(role: str, name: str, number: int, state: str, language: str) -> bool:
    """Return whether a role asks a cell: single roles ask one in `ONE_IN`, partners three."""
    if role == "administrator":
        return True
    in_turn = (STATES.index(state) + crc32(f"{name} {number}".encode())) % 2 == (language == "en")
    if not in_turn and state not in IN_BOTH_LANGUAGES:
        return False
    number = crc32(f"{name} {number} {state} {language}".encode()) % ONE_IN
    return role not in SINGLE or number == SINGLE.index(role) or (role == PARTNER and number % 4 == 3)


@pytest.fixture
def doors(home, remembered_users, answers):
    """The doors, in a site that does after a request what waits for its commit."""
    with undressed(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MIDDLEWARE", [*settings.MIDDLEWARE, "tests.editorial.commits.run_commit_callbacks"])
        patch.setattr(
            settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR",
            {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}, raising=False,
        )  # fmt: skip
        yield Doors(answers)


@pytest.mark.slow_first
def test_no_way_around_the_board(doors):
    bypasses, errors, worked, tried, effects = [], [], set(), set(), {}
    for role in (ALL_OF_THEM, *SINGLE, "administrator"):
        doors.give_to(doors.world.users[role])
        for name, number, state, language, status, written, changes in doors.try_all(role, worked):
            tried |= {(name, number)} if status != 405 else set()
            if status >= 500:
                errors.append((role, name, number, state, language, status))
            if role == "administrator":
                worked |= {(name, number)} if written and status < 400 else set()
                continue
            effects[role, name, number, state, language] = status < 400 and bool(written)
            if changes:
                bypasses.append((role, name, number, state, language, status, changes))
    assert bypasses == []
    assert errors == []
    assert sorted(one for one in tried - worked if one[0] not in READ_ONLY) == REFUSED_TO_ALL
    added = [cell for cell, did in effects.items() if did and cell[0] in ADDING_UP]
    alone = [cell for cell in added if not effects[ALL_OF_THEM, *cell[1:]]]
    assert alone == []  # rights add up
    assert {cell[0] for cell, did in effects.items() if did} >= {ALL_OF_THEM, *ADDING_UP}
