"""Who gets what at every address of the editing screens, compared with `permission_matrix.tsv`.

The addresses come from the URL resolver, so that no view is forgotten. After a change that is meant:
`WRITE_MATRIX=1 .venv/bin/python -m pytest tests/editorial/test_permission_matrix.py`, then read the difference.
"""

import os
import re
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection, transaction
from django.template.base import Template
from django.test import Client
from django.urls import resolve
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.safestring import SafeString
from wagtail.contrib.redirects.models import Redirect
from wagtail.embeds.finders import get_finders
from wagtail.models import Collection, GroupApprovalTask, Locale, Site, UploadedFile, Workflow
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from config.middleware import ErrorPagesMiddleware
from editorial.groups import RESEARCHER, ROLES, STUDENT
from editorial.models import BoardMember
from maps.models import OutlineSet
from media.models import PublicCollection, SiteMedia
from search.models.curation import CompoundException, Promotion, RankingExpectation, Synonym
from talkshows.models.consent import Consent
from tests import factories
from tests.clients import sign_in
from tests.editorial.admin_addresses import list_addresses
from tests.publishing import submit

EXPECTED = Path(__file__).with_name("permission_matrix.tsv")
COLUMNS = ["anonymous", *ROLES, "administrator"]
NAMES = {
    "Student": "student", "Onderzoeker": "researcher", "Eindredacteur": "chief_editor", "Vertaler": "translator",
    "Partner": "partner",
}  # fmt: skip
# Wagtail's page to try an error with; everything else that failed is mended by config.middleware.
UPSTREAM_500 = {"GET wagtailadmin_error_test", "POST wagtailadmin_error_test"}
_WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"(\w+)\"")

pytestmark = pytest.mark.django_db


class Denied(Exception):
    """Takes back what a request wrote."""


class World:
    """A site with one thing of every kind that an address can ask for."""

    def __init__(self):
        self.users = {role: factories.UserFactory(role) for role in ROLES}
        self.users["administrator"] = factories.UserFactory(is_superuser=True)
        options = {"raise_request_exception": False}
        self.clients = {"anonymous": Client(**options)}
        self.clients |= {role: sign_in(user, **options) for role, user in self.users.items()}
        english, _made = Locale.objects.get_or_create(language_code="en")
        self.image, self.document = factories.SiteImageFactory(), factories.SiteDocumentFactory()
        self.media = SiteMedia.objects.create(title="Geluid", type="audio", file="media/geluid.mp3", duration=1)
        self.page = factories.CasePageFactory(
            title="Van een ander", hero_image=self.image, owner=self.users["administrator"]
        )
        self.revision = self.page.save_revision(user=self.users["administrator"])
        self.own = factories.CasePageFactory(parent=self.page.get_parent(), title="Eigen", publish=False)
        self.workflow = Workflow.objects.get(active=True)
        self.idle_task = GroupApprovalTask.objects.create(name="Rust", active=False)
        self.state = submit(self.page, self.users["administrator"])
        source, _made = TranslationSource.update_or_create_from_instance(self.page)
        self.translation = Translation.objects.create(source=source, target_locale=english)
        home = self.page.get_parent().get_parent()
        for above in (home, self.page.get_parent()):
            above.copy_for_translation(english)
        self.translation.save_target(publish=False)
        self.redirect = Redirect.objects.create(old_path="/oud", redirect_link="/nieuw")
        self.collection = Collection.get_first_root_node().add_child(name="Map")
        self.upload = UploadedFile.objects.create(file="x.pdf", uploaded_by_user=self.users["administrator"])
        records = [
            factories.OrganisationFactory(),
            factories.PersonFactory(),
            factories.ThemeFactory(),
            factories.PlaceFactory(),
            factories.InitiativeFactory(),
        ]
        records.append(PublicCollection.objects.create(collection=self.collection, reason="Pers"))
        city = factories.PlaceFactory(level="city")
        records.append(OutlineSet.objects.create(city=city, level="district", licence="CC0", source="Gemeente"))
        self.records = {type(record): record for record in records}
        self.editing = {
            "synoniemen": Synonym.objects.create(language="nl", typed="ov", also="openbaar vervoer"),
            "samenstellingen": CompoundException.objects.create(word="stadslab", parts="stads lab"),
            "tips": Promotion.objects.create(language="nl", words="wonen", page=self.page),
            "redactieraad": BoardMember.objects.create(user=self.users[RESEARCHER]),
            "beloften": RankingExpectation.objects.create(language="nl", words="wonen", entry=self.page),
        }

        self.episode = factories.EpisodePageFactory()
        self.consent = Consent.objects.create(
            entry_key=self.episode.translation_key, name="Gast", agreed="Beeld en geluid"
        )

    def samples(self, page) -> dict:
        """Return a value for every part of an address; `page` is the one that is asked about."""
        states = self.state.task_states.first()
        text, override = StringSegment.objects.first(), OverridableSegment.objects.first()
        return {
            **{f"{space}:pk": record.pk for space, record in self.editing.items()},
            "page_id": page.pk, "parent_page_id": page.get_parent().pk, "page_to_move_id": page.pk, "page_pk": page.pk,
            "destination_id": page.get_parent().pk, "revision_id": page.latest_revision_id or self.revision.pk,
            "revision_id_a": "earliest", "revision_id_b": "latest", "task_state_id": states.pk, "task_id": states.task_id,
            "workflow_state_id": self.state.pk, "workflow_pk": self.workflow.pk, "action_name": "approve",
            "image_id": self.image.pk, "document_id": self.document.pk, "doc_id": self.document.pk, "media_id": self.media.pk,
            "media_type": "audio", "filter_spec": "width-20", "uploaded_file_id": self.upload.pk, "redirect_id": self.redirect.pk,
            "collection_id": self.collection.pk, "translation_source_id": self.translation.source_id,
            "translation_id": self.translation.pk, "string_segment_id": text.pk if text else 1,
            "overridable_segment_id": override.pk if override else 1, "mode": "standaard", "kind": "case",
            "content_type_app_name": "knowledge", "content_type_model_name": "casepage", "app_label": "knowledge",
            "model_name": "casepage", "app_name": "taggit", "action": "publish", "object_id": page.pk, "session_id": 1,
            "uidb36": "1", "uidb64": "MQ", "key": "abc", "token": "abc",
            "promotion:pk": self.episode.pk, "completeness:pk": page.pk,
            "consents:pk": self.episode.pk, "edit_consent:pk": self.consent.pk, "withdraw_consent:pk": self.consent.pk,
            "correct_lines:pk": self.episode.pk, "correct_lines:language": "nl",
            "handbook_chapter:slug": "pdfs", "open_notice:pk": 1, "change_date:pk": page.pk, "change_date:kind": "review", "wagtailadmin_pages:pk": page.pk, "make_next:pk": page.pk, "wagtailadmin_api:pages:pk": page.pk,
            "wagtailadmin_api:documents:pk": self.document.pk, "wagtailadmin_api:images:pk": self.image.pk,
            "wagtailadmin_collections:pk": self.collection.pk, "wagtailadmin_workflows:pk": self.workflow.pk,
            "wagtailadmin_workflows:add_task:app_label": "wagtailcore", "wagtailadmin_workflows:add_task:model_name": "groupapprovaltask",
            "wagtailadmin_workflows:edit_task:pk": states.task_id, "wagtailadmin_workflows:disable_task:pk": states.task_id,
            "wagtailadmin_workflows:enable_task:pk": self.idle_task.pk,
            "wagtail_bulk_action": f"?id={page.pk}", "wagtail_bulk_action:app_label": "wagtailcore", "wagtail_bulk_action:model_name": "page",
            "wagtailadmin_tag_model_autocomplete:model_name": "tag",
            "wagtail_localize:app_label": "directory", "wagtail_localize:model_name": "theme",
            **{f"{name}:{part}": value for name in ("record_api", "record_api_item")
               for part, value in {"app_label": "directory", "model_name": "theme"}.items()},
            "record_api_item:pk": next(record.pk for model, record in self.records.items() if model.__name__ == "Theme"),
            "wagtail_localize:pk": next(record.pk for model, record in self.records.items() if model.__name__ == "Theme"),
            "wagtaillocales:pk": self.translation.target_locale_id, "wagtailusers_users:pk": self.users[STUDENT].pk,
            "wagtailusers_groups:pk": Group.objects.get(name=STUDENT).pk, "wagtailsites:pk": Site.objects.first().pk,
            "copy_file:kind": "image", "copy_file:pk": self.image.pk,
            "wagtaildocs_chooser:pk": self.document.pk, "wagtailimages_chooser:pk": self.image.pk,
        }  # fmt: skip


@contextmanager
def without_rendering():
    """Leave out the drawing of templates, which takes most of the time of a request."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", lambda template, context: SafeString(""))
        yield


def ask(world, role: str, method: str, address: str, own=None) -> str:
    """Return what `role` gets: a status, `login` or `home` (Wagtail's way of saying no), with `+` where it wrote something."""
    client, written = world.clients[role], []
    cookies = client.cookies.copy()

    def note(execute, sql, params, many, context):
        table = _WRITES.match(sql)
        if table and table[2] not in {"django_session"}:
            written.append(table[2])
        return execute(sql, params, many, context)

    cache.clear()  # the throttle of the login
    try:
        with transaction.atomic():
            # Templates are drawn for one role: what an address answers does not hang on them.
            with connection.execute_wrapper(note), nullcontext() if role == "administrator" else without_rendering():
                response = client.get(address) if method == "GET" else client.post(address)
            raise Denied
    except Denied:
        client.cookies = cookies
    target = response.get("Location", "")
    answer = str(response.status_code)
    if response.status_code == 302:
        answer = "login" if target.startswith("/beheer/login/") else "home" if target == "/beheer/" else "302"
    return answer + ("+" if written else "")


def find_matrix(world) -> dict[str, list[str]]:
    """Return {method, name and route: what each role gets}."""
    rows = {}
    for suffix, page in (("", world.page), (" (own draft)", world.own)):
        addresses = list_addresses(world.samples(page), world.records)
        for key, address in addresses.items():
            if suffix and "page_id" not in key and "page_to_move_id" not in key:
                continue
            for method in ("GET", "POST"):
                answers = []
                for role in COLUMNS:
                    if suffix and role not in {STUDENT, RESEARCHER}:
                        answers.append("-")
                        continue
                    if suffix:
                        world.own.__class__.objects.filter(pk=world.own.pk).update(owner=world.users[role])
                    answers.append(ask(world, role, method, address))
                rows[f"{method} {key}{suffix}"] = answers
    return rows


def test_everybody_gets_what_the_matrix_says(home):
    found = find_matrix(World())
    lines = [
        "\t".join(["address", *(NAMES.get(role, role) for role in COLUMNS)]),
        *("\t".join([key, *answers]) for key, answers in sorted(found.items())),
    ]
    if os.environ.get("WRITE_MATRIX"):
        EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    errors = [line for line in lines if re.search(r"\t5\d\d", line) and " ".join(line.split()[:2]) not in UPSTREAM_500]
    assert errors == []
    assert [line for line in lines if re.search(r"\t(login|403|404|405)\+", line)] == []
    expected = EXPECTED.read_text(encoding="utf-8").splitlines()
    assert sorted(set(lines) - set(expected)) == sorted(set(expected) - set(lines)) == []


def test_form_that_came_in_cut_off_says_so_and_saves_nothing(chief_editor):
    page = factories.CasePageFactory()
    response = chief_editor.post(f"/beheer/pages/{page.pk}/edit/", {"title": "Half"})
    assert response.status_code == 400
    assert "Dit formulier kwam onvolledig binnen" in response.content.decode()
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title != "Half"


def test_error_of_our_own_is_not_taken_for_a_broken_form(rf):
    guard = ErrorPagesMiddleware(None)
    request = rf.post("/beheer/nieuw/case/")
    request.resolver_match = resolve(request.path)
    assert guard.process_exception(request, KeyError("ours")) is None
    assert guard.process_exception(rf.get("/zoeken/"), MultiValueDictKeyError("q")) is None


def test_no_editor_makes_the_site_call_another(student):
    response = student.post(
        "/beheer/embeds/chooser/upload/", {"embed-chooser-url": "https://www.youtube.com/watch?v=aaaaaaaaaaa"}
    )
    assert response.status_code == 200
    assert "step" in response.json() and response.json()["step"] != "embed_chosen"
    assert get_finders() == []


def test_translation_of_a_students_entry_is_not_the_students_to_change(student):
    world = World()
    page = factories.CasePageFactory(parent=world.page.get_parent(), owner=student.user)
    english = page.copy_for_translation(world.translation.target_locale)
    assert page.permissions_for_user(student.user).can_edit()
    assert not english.permissions_for_user(student.user).can_edit()
