"""Who changes and deletes which files, by every way in: role x kind x owner x use x request, by what it did."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.template.base import Template
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission, GroupPagePermission

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from media.models import PublicCollection, SiteDocument, SiteImage, SiteMedia
from media.public_use.policy import find_obstacles, get_policy
from tests import factories
from tests.clients import sign_in
from tests.media.public_use import world
from tests.media.public_use.world import CHANGES, DELETIONS, STATES, World, snapshot, undone
from tests.publishing import approve, submit

ROLES = [STUDENT, RESEARCHER, CHIEF_EDITOR]
OWNERS = ["own", "other"]


@pytest.fixture(scope="module")
def files(module_db):
    """Files of every kind, owner and use."""
    factories.get_home()
    return World({role: factories.UserFactory(role) for role in ROLES})


def may(role: str, owner: str, state: str, is_deletion: bool) -> bool:
    """Return what the board's rule says."""
    if role == CHIEF_EDITOR:
        return True
    if state == "live":
        return False
    if is_deletion:
        return owner == "own" and state == "unused"
    return owner == "own" or role == RESEARCHER


@pytest.mark.parametrize("kind", world.MODELS)
@pytest.mark.parametrize("role", ROLES)
def test_file_is_changed_and_deleted_as_the_rule_says(files, db, monkeypatch, role, kind):
    client, wrong = sign_in(files.users[role], raise_request_exception=False), []
    monkeypatch.setattr(
        Template, "_render", lambda template, context: SafeString("")
    )  # by what it did, not what it says
    for owner in ["other"] if role == CHIEF_EDITOR else OWNERS:
        for state in STATES:
            file = files.files[kind, role if owner == "own" else "other", state]
            before = snapshot(file)
            for request in [*CHANGES[kind], *DELETIONS[kind]]:
                with undone(file):
                    response = request(client, kind, file)
                    did = snapshot(file) != before
                if did != may(role, owner, state, request in DELETIONS[kind]):
                    wrong.append((owner, state, request.__name__, response.status_code, did))
                if not did and state == "live" and owner == "own":
                    assert response.status_code == 403, (request.__name__, response)
    assert wrong == []


@pytest.mark.parametrize("kind", world.MODELS)
def test_policy_refuses_where_no_middleware_explains(files, db, settings, kind):
    """A view that the middleware does not know is refused all the same."""
    settings.EDITING_MIDDLEWARE = [one for one in settings.EDITING_MIDDLEWARE if "media.public_use" not in one]
    file, client = files.files[kind, STUDENT, "live"], sign_in(files.users[STUDENT], raise_request_exception=False)
    before, changed = snapshot(file), []
    for request in [*CHANGES[kind], *DELETIONS[kind]]:
        with undone(file):
            request(client, kind, file)
            changed += [request.__name__] if snapshot(file) != before else []
    assert changed == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "role", "allowed"),
    [("logo", STUDENT, False), ("logo", RESEARCHER, True), ("photo", STUDENT, False), ("photo", RESEARCHER, True)],
)
def test_file_of_a_record_is_changed_by_who_may_change_the_record(home, field, role, allowed):
    user = factories.UserFactory(role)
    image = factories.SiteImageFactory(uploaded_by_user=user)
    factory = factories.OrganisationFactory if field == "logo" else factories.PersonFactory
    factory(**{field: image})
    assert get_policy(SiteImage).user_has_permission_for_instance(user, "change", image) is allowed
    assert not get_policy(SiteImage).user_has_permission_for_instance(user, "delete", image)


@pytest.mark.django_db
def test_photo_of_a_person_who_did_not_agree_is_no_public_use(home):
    user = factories.UserFactory(STUDENT)
    image = factories.SiteImageFactory(uploaded_by_user=user)
    person = factories.PersonFactory(photo=image, consent=False, name="Fatima Verborgen")
    assert find_obstacles(user, "change", image) == []
    assert [use.title for use in find_obstacles(user, "delete", image)] == ["Persoon"], "the name is not told"
    person.consent = True
    person.save()
    assert [use.title for use in find_obstacles(user, "change", image)] == ["Fatima Verborgen"]


@pytest.mark.django_db
def test_every_user_of_a_file_must_be_yours_to_publish(home):
    researcher = factories.UserFactory(RESEARCHER)
    image = factories.SiteImageFactory(uploaded_by_user=researcher)
    factories.OrganisationFactory(logo=image)
    assert get_policy(SiteImage).user_has_permission_for_instance(researcher, "change", image)
    case = factories.CasePageFactory(hero_image=image)
    assert not get_policy(SiteImage).user_has_permission_for_instance(researcher, "change", image)
    # Nor is it enough to be allowed the first of them.
    student, group = factories.UserFactory(STUDENT), Group.objects.create(name="Redactie van een rubriek")
    publish_right = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=case.get_parent(), permission=publish_right)
    student.groups.add(group)
    own = factories.SiteImageFactory(uploaded_by_user=student)
    factories.CasePageFactory(hero_image=own)
    assert get_policy(SiteImage).user_has_permission_for_instance(student, "change", own)
    factories.OrganisationFactory(logo=own)
    assert not get_policy(SiteImage).user_has_permission_for_instance(student, "change", own)


@pytest.mark.django_db
def test_no_role_deletes_what_the_database_keeps(home):
    document = factories.SiteDocumentFactory()
    draft = factories.ReportPageFactory(pdf=document, publish=False)
    chief = sign_in(factories.UserFactory(CHIEF_EDITOR))
    for request in DELETIONS["document"]:
        assert request(chief, "document", document).status_code == 403, request.__name__
    assert SiteDocument.objects.filter(pk=document.pk).exists()
    draft.delete()
    assert world.delete(chief, "document", document).status_code == 302
    assert not SiteDocument.objects.filter(pk=document.pk).exists()


@pytest.mark.django_db
def test_public_collection_takes_files_from_who_may_make_it_public(home):
    kit = Collection.get_first_root_node().add_child(name="Perskit")
    Collection.get_first_root_node().add_child(name="Gewoon")
    inner = kit.add_child(name="Foto's")
    PublicCollection.objects.create(collection=kit, reason="Pers")
    student, chief = factories.UserFactory(STUDENT), factories.UserFactory(CHIEF_EDITOR)
    for model in (SiteImage, SiteDocument, SiteMedia):
        policy = get_policy(model)
        offered = {user: set(policy.collections_user_has_permission_for(user, "add")) for user in (student, chief)}
        assert not offered[student] & {kit, inner}
        assert {kit, inner} <= offered[chief]
    image = factories.SiteImageFactory(uploaded_by_user=student, collection=inner)
    client = sign_in(student)
    assert world.edit(client, "image", image).status_code == 403, "what lies there is public already"
    image.collection = Collection.get_first_root_node()
    image.save()
    client.post(world.find_bulk_url("image", "add_to_collection", [image]), {"collection": kit.pk})
    client.post(f"/beheer/images/{image.pk}/", world.texts("image", collection=kit.pk))
    client.post(reverse("wagtailimages:add"), world.texts("image", file=world.upload("image"), collection=kit.pk))
    assert not SiteImage.objects.filter(collection=kit).exists()
    assert SiteImage.objects.get(pk=image.pk).collection == Collection.get_first_root_node()


@pytest.mark.django_db
def test_right_to_delete_in_one_collection_is_no_right_elsewhere(home):
    kit = Collection.get_first_root_node().add_child(name="Map")
    group, user = Group.objects.create(name="Beeldredactie"), factories.UserFactory(STUDENT)
    user.groups.add(group)
    rights = GroupCollectionPermission.objects.filter(permission__codename="delete_image").first()
    GroupCollectionPermission.objects.create(group=group, collection=kit, permission=rights.permission)
    there, elsewhere = factories.SiteImageFactory(collection=kit), factories.SiteImageFactory()
    policy = get_policy(SiteImage)
    assert policy.user_has_permission_for_instance(user, "delete", there)
    assert not policy.user_has_permission_for_instance(user, "delete", elsewhere)


@pytest.mark.django_db
def test_administrator_changes_everything(home):
    image = factories.SiteImageFactory()
    factories.CasePageFactory(hero_image=image)
    user = factories.UserFactory(is_superuser=True)
    policy = get_policy(SiteImage)
    assert policy.user_has_permission_for_instance(user, "change", image)
    assert policy.user_has_permission_for_instance(user, "delete", image)
    user.is_active = False
    assert not policy.user_has_permission_for_instance(user, "change", image)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [STUDENT, RESEARCHER])
def test_collections_are_moved_closed_and_opened_by_the_board_alone(home, role):
    root = Collection.get_first_root_node()
    kit, client = root.add_child(name="Map"), sign_in(factories.UserFactory(role))
    factories.CasePageFactory(hero_image=factories.SiteImageFactory(collection=kit))
    client.post(reverse("wagtailadmin_collections:edit", args=[kit.pk]), {"name": "Anders", "parent": root.pk})
    client.post(reverse("wagtailadmin_collections:set_privacy", args=[kit.pk]), {"restriction_type": "login"})
    client.post(reverse("wagtailadmin_collections:delete", args=[kit.pk]))
    client.post(reverse(PublicCollection.snippet_viewset.get_url_name("add")), {"collection": kit.pk, "reason": "x"})
    assert Collection.objects.get(pk=kit.pk).name == "Map"
    assert not CollectionViewRestriction.objects.exists()
    assert not PublicCollection.objects.exists()


@pytest.mark.django_db
def test_files_of_a_page_that_waits_are_closed_as_its_form_is(home):
    users = {role: factories.UserFactory(role) for role in ROLES}
    image = factories.SiteImageFactory(uploaded_by_user=users[STUDENT])
    case = factories.CasePageFactory(publish=False, owner=users[STUDENT])
    case.hero_image = image
    case.save_revision(user=users[STUDENT])

    def who_may() -> list[str]:
        image.refresh_from_db()
        return [
            role
            for role in ROLES
            if get_policy(SiteImage).user_has_permission_for_instance(users[role], "change", image)
        ]

    assert who_may() == ROLES
    submit(case, users[STUDENT])
    assert who_may() == [RESEARCHER, CHIEF_EDITOR]
    approve(sign_in(users[RESEARCHER]), case)
    assert who_may() == [CHIEF_EDITOR]
    assert world.replace(sign_in(users[STUDENT]), "image", image).status_code == 403
    approve(sign_in(users[CHIEF_EDITOR]), case)
    assert who_may() == [CHIEF_EDITOR]
