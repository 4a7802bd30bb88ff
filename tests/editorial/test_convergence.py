"""Groups follow the table of roles after every migration; what an administrator changed stays."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Workflow, WorkflowPage

from accounts.models import User
from editorial.convergence import converge
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT, are_roles_current, ensure_roles, read_table
from editorial.models import AppliedRole, BoardTask
from editorial.workflow import APPROVAL, REVIEW, WORKFLOW

pytestmark = pytest.mark.django_db

# One grant of each kind that the table does not give a student.
MORE = {"model:search.view_loggedquery", "page:wagtailcore.publish_page", "collection:wagtailimages.delete_image"}


def read_grants(name: str) -> set[str]:
    """Return what the group really has, written as in the table."""
    own = Permission.objects.filter(group__name=name).select_related("content_type")
    pages = GroupPagePermission.objects.filter(group__name=name, page__depth=1).select_related(
        "permission__content_type"
    )
    files = GroupCollectionPermission.objects.filter(group__name=name, collection__depth=1)
    return {
        *(f"model:{found.content_type.app_label}.{found.codename}" for found in own),
        *(f"page:{row.permission.content_type.app_label}.{row.permission.codename}" for row in pages),
        *(f"collection:{row.permission.content_type.app_label}.{row.permission.codename}" for row in files),
        *(f"task:{task.name}" for task in BoardTask.objects.filter(groups__name=name)),
    }


def change_table(more=(), less=(), role=STUDENT) -> dict[str, frozenset[str]]:
    """Return the table with grants more or less for one role."""
    table = read_table()
    return {**table, role: (table[role] | set(more)) - set(less)}


def find_permission(name: str) -> Permission:
    app, _dot, codename = name.partition(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


@pytest.fixture
def site_of_old():
    """A site of before anything was remembered: it has the groups, and an administrator took a permission away."""
    AppliedRole.objects.all().delete()
    Group.objects.get(name=RESEARCHER).permissions.remove(find_permission("directory.change_person"))
    editor = SimpleNamespace(connection=connection)
    import_module("editorial.migrations.0001_initial").remember(apps, editor)
    import_module("editorial.migrations.0002_renamed_models").rename_grants(apps, editor)


def test_new_site_has_what_the_table_says():
    assert {role: read_grants(role) for role in read_table()} == read_table()
    assert {role.name: set(role.grants) for role in AppliedRole.objects.all()} == read_table()
    assert [task.name for task in Workflow.objects.get(name=WORKFLOW).tasks] == [REVIEW, APPROVAL]
    assert WorkflowPage.objects.get(page__depth=1).workflow.name == WORKFLOW
    assert set(Group.objects.values_list("name", flat=True)) == set(read_table())


def test_table_gains_grants():
    converge(change_table(more=MORE), "default")
    assert read_grants(STUDENT) == read_table()[STUDENT] | MORE
    assert set(AppliedRole.objects.get(name=STUDENT).grants) == read_table()[STUDENT] | MORE


def test_table_loses_grants():
    converge(change_table(more=MORE), "default")
    converge(read_table(), "default")
    assert read_grants(STUDENT) == read_table()[STUDENT]


def test_table_gains_and_loses_a_role():
    converge({**read_table(), "Lezer": frozenset(MORE)}, "default")
    assert read_grants("Lezer") == MORE
    converge(read_table(), "default")
    assert read_grants("Lezer") == set()
    assert Group.objects.filter(name="Lezer").exists()


def test_step_changes_hands_and_a_step_of_nobody_is_skipped():
    converge(change_table(more={"task:Drukproef"}, less={f"task:{REVIEW}"}, role=RESEARCHER), "default")
    steps = Workflow.objects.get(name=WORKFLOW).tasks
    assert [(task.name, task.active) for task in steps] == [(REVIEW, False), (APPROVAL, True), ("Drukproef", True)]
    assert read_grants(RESEARCHER) == read_table()[RESEARCHER] - {f"task:{REVIEW}"} | {"task:Drukproef"}


def test_what_an_administrator_took_stays_away():
    group = Group.objects.get(name=CHIEF_EDITOR)
    group.permissions.remove(find_permission("search.add_synonym"))
    GroupPagePermission.objects.get(group=group, permission__codename="publish_page").delete()
    converge(change_table(more=MORE), "default")
    converge(change_table(more={"model:talkshows.delete_consent"}, role=CHIEF_EDITOR), "default")
    expected = read_table()[CHIEF_EDITOR] - {"model:search.add_synonym", "page:wagtailcore.publish_page"}
    assert read_grants(CHIEF_EDITOR) == expected | {"model:talkshows.delete_consent"}


def test_what_an_administrator_gave_stays():
    Group.objects.get(name=STUDENT).permissions.add(find_permission("search.add_synonym"))
    converge(change_table(more=MORE), "default")
    converge(read_table(), "default")
    assert read_grants(STUDENT) == read_table()[STUDENT] | {"model:search.add_synonym"}


def test_renamed_group_stays_the_roles():
    Group.objects.filter(name=STUDENT).update(name="Studenten")
    converge(change_table(more=MORE), "default")
    assert read_grants("Studenten") == read_table()[STUDENT] | MORE
    assert not Group.objects.filter(name=STUDENT).exists()


def test_deleted_group_renamed_workflow_and_own_editors_stay_as_they_are():
    Group.objects.get(name=STUDENT).delete()
    Group.objects.create(name="Editors")
    Workflow.objects.filter(name=WORKFLOW).update(name="Langs de redactie")
    ensure_roles()
    assert set(Group.objects.values_list("name", flat=True)) == {*read_table(), "Editors"} - {STUDENT}
    assert [found.name for found in Workflow.objects.filter(active=True)] == ["Langs de redactie"]


def test_site_of_old_starts_from_the_table_as_it_was(site_of_old):
    applied = {role.name: set(role.grants) for role in AppliedRole.objects.all()}
    assert set(applied) == {STUDENT, RESEARCHER, CHIEF_EDITOR}
    assert "page:wagtailcore.change_page" in applied[RESEARCHER] - read_table()[RESEARCHER]
    converge(change_table(more={"model:search.add_synonym"}, role=RESEARCHER), "default")
    expected = read_table()[RESEARCHER] - {"model:directory.change_person"} | {"model:search.add_synonym"}
    assert read_grants(RESEARCHER) == expected


def test_grant_of_a_permission_that_does_not_exist_waits_for_it():
    table = change_table(more={"model:accounts.may_fly"})
    converge(table, "default")
    assert set(AppliedRole.objects.get(name=STUDENT).grants) == read_table()[STUDENT]
    content_type = find_permission("accounts.add_user").content_type
    Permission.objects.create(content_type=content_type, codename="may_fly", name="May fly")
    converge(table, "default")
    assert read_grants(STUDENT) == table[STUDENT]


def test_all_or_nothing():
    nameless = {**change_table(more=MORE), None: frozenset()}
    with pytest.raises(IntegrityError):
        converge(nameless, "default")
    assert read_grants(STUDENT) == read_table()[STUDENT]


def test_second_time_only_reads(django_assert_num_queries):
    with django_assert_num_queries(5) as asked:
        ensure_roles()
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
    assert are_roles_current()


def test_second_migrate_writes_nothing_about_roles():
    before = {role: read_grants(role) for role in read_table()}
    with CaptureQueriesContext(connection) as asked:
        call_command("migrate", verbosity=0, interactive=False)
    tables = ("auth_", "editorial_", "wagtailcore_group", "wagtailcore_workflow", "wagtailcore_task")
    writes = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in writes if any(f'"{table}' in sql for table in tables)] == []
    assert {role: read_grants(role) for role in read_table()} == before


def test_groups_of_wagtail_that_somebody_is_in_stay():
    AppliedRole.objects.all().delete()
    used, idle = Group.objects.create(name="Editors"), Group.objects.create(name="Moderators")
    User.objects.create_user("iemand", password="x").groups.add(used)
    ensure_roles()
    assert list(Group.objects.filter(pk__in=[used.pk, idle.pk])) == [used]
