"""For every view about a page that takes a POST: a body with which it works, for who may.

A view that is not named here is tried with an empty body. A new family of views is one line in `ATTEMPTS`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import PageSubscription
from wagtail.test.utils.form_data import rich_text

from tests.editorial.forms import posted

# Parts of an address that name a page or its translation.
PAGE_PARTS = {
    "page_id", "page_to_move_id", "parent_page_id", "revision_id", "task_state_id", "translation_id",
    "translation_source_id", "string_segment_id", "overridable_segment_id",
}  # fmt: skip


@dataclass(frozen=True)
class Attempt:
    """One request: its body for (subject, page, user), and what differs in its address."""

    body: Callable = lambda subject, page, user: {}
    parts: Callable = lambda subject: {}
    query: str = ""
    method: str = "POST"
    headers: dict = field(default_factory=dict)


TEXT = [("text", rich_text("<p>Ongezien.</p>"))]
_forms: dict = {}  # what a form posts, by version: drawing one takes longer than sending it


def fixed(**body) -> Attempt:
    """Return an attempt with a body that is the same for every page."""
    return Attempt(lambda subject, page, user: body)


def fill_form(page, user, **values) -> dict:
    """Return what the edit form of a page posts, with another title and text."""
    latest = page.latest_revision
    known = {"loaded_revision_id": latest.pk, "loaded_revision_created_at": latest.created_at.isoformat()}
    if latest not in _forms:
        form = _make_form(page, page.get_latest_revision_as_object(), user)
        _forms[latest] = posted(form, title="Langs de zijdeur", body=TEXT)
    return {**_forms[latest], **known, **values}


def _make_form(page, instance, user):
    form_class = page.get_edit_handler().get_form_class()
    subscription = PageSubscription(page=instance, user=user)
    return form_class(instance=instance, for_user=user, parent_page=page.get_parent(), subscription=subscription)


def add_form(page, user) -> dict:
    """Return what the form of a new page beside `page` posts to publish it."""
    form = _make_form(page, type(page)(owner=user, locale=page.locale), user)
    return {**posted(form, title="Nieuw langs de zijdeur", slug="nieuw-langs", body=TEXT), **PUBLISH}


def edit(**values) -> Attempt:
    """Return an attempt with the page's form and what its button adds."""
    return Attempt(lambda subject, page, user: fill_form(page, user, **values))


def copy(**values) -> Attempt:
    """Return an attempt to copy a page beside itself."""
    return Attempt(
        lambda subject, page, user: {
            "new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk, **values,
        }
    )  # fmt: skip


def bulk(action: str, **body) -> Attempt:
    """Return an attempt at a bulk action."""
    return Attempt(lambda subject, page, user: body, parts=lambda subject: {"action": action})


def by_api(action: str, more: Callable = lambda subject: {}, **body) -> Attempt:
    """Return an attempt at an action of the admin's API; `more` returns further parts of its address."""
    return Attempt(
        lambda subject, page, user: {**body, **_destination(action, subject, page)},
        parts=lambda subject: {"action_name": action, **more(subject)},
    )


def _destination(action: str, subject, page) -> dict:
    if action == "revert_to_page_revision":
        return {"revision_id": page.revisions.order_by("created_at").first().pk}
    wants = {"move", "copy", "create_alias"}
    return {"destination_page_id": subject.elsewhere.pk} if action in wants else {}


def _po_file(subject, page, user) -> dict:
    po = subject.translation.export_po()
    for entry in po:
        entry.msgstr = f"{entry.msgid} in English"
    return {"file": SimpleUploadedFile("texts.po", str(po).encode())}


APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}
JSON = {"Accept": "application/json"}
PUBLISH = {"action-publish": "action-publish"}
ATTEMPTS: dict[str, list[Attempt]] = {
    "wagtailadmin_pages:edit": [
        edit(**PUBLISH),
        edit(**APPROVE),
        edit(),
        edit(**{"action-submit": "1"}),
        edit(**{"action-cancel-workflow": "1"}),
        Attempt(lambda subject, page, user: fill_form(page, user, **PUBLISH), headers=JSON),
        Attempt(lambda subject, page, user: fill_form(page, user, **APPROVE), headers=JSON),
        fixed(action="publish", half_translated="on"),
        fixed(**{"localize-restart-translation": "1"}),
    ],
    "wagtailadmin_pages:add": [Attempt(lambda subject, page, user: add_form(page, user))],
    "change_owner": [Attempt(lambda subject, page, user: {"owner": user.pk})],
    "wagtailadmin_pages:revisions_revert": [edit(**PUBLISH), edit()],
    "wagtailadmin_pages:copy": [
        copy(),
        copy(publish_copies="on"),
        copy(alias="on"),
        copy(copy_subpages="on", alias="on"),
    ],
    "wagtailadmin_pages:move": [Attempt(lambda subject, page, user: {"new_parent_page": subject.elsewhere.pk})],
    "wagtailadmin_pages:set_privacy": [fixed(restriction_type="login"), fixed(restriction_type="none")],
    "wagtailadmin_pages:set_page_position": [Attempt(query="?position=0"), Attempt()],
    "wagtailadmin_pages:move_confirm": [Attempt(parts=lambda subject: {"destination_id": subject.elsewhere.pk})],
    "wagtailadmin_pages:workflow_action": [
        fixed(comment="goed"),
        Attempt(lambda subject, page, user: {"comment": "nee"}, parts=lambda subject: {"action_name": "reject"}),
    ],
    "wagtail_bulk_action": [
        bulk("publish", include_descendants="on"),
        bulk("unpublish", include_descendants="on"),
        bulk("delete"),
        Attempt(
            lambda subject, page, user: {"chooser": subject.elsewhere.pk}, parts=lambda subject: {"action": "move"}
        ),
    ],
    "wagtailadmin_api:pages:action": [
        *map(by_api, ["publish", "unpublish", "delete", "create_alias", "revert_to_page_revision"]),
        by_api("move", position="last-child"),
        by_api("convert_alias", lambda subject: {"pk": subject.alias.pk}),
        by_api("copy", keep_live="true", recursive="true"),
        by_api("copy_for_translation", lambda subject: {"pk": subject.untranslated.pk}, locale="en"),
    ],
    "wagtail_localize:update_translations": [fixed(publish_translations="on"), fixed()],
    "wagtail_localize:submit_page_translation": [
        Attempt(
            lambda subject, page, user: {"locales": [subject.translation.target_locale_id]},
            parts=lambda subject: {"page_id": subject.untranslated.pk},
        )
    ],
    "wagtail_localize:edit_string_translation": [
        Attempt(lambda subject, page, user: {"value": "Changed"}, method="PUT"),
        Attempt(method="DELETE"),
    ],
    "wagtail_localize:edit_override": [
        Attempt(lambda subject, page, user: {"value": "1"}, method="PUT"),
        Attempt(method="DELETE"),
    ],
    "wagtail_localize:upload_pofile": [Attempt(_po_file)],
    "wagtailadmin_pages:convert_alias": [Attempt(parts=lambda subject: {"page_id": subject.alias.pk})],
}


def attempts_at(name: str, parts: list[str]) -> list[Attempt]:
    """Return the attempts at a view, none when it is not about a page."""
    if name in ATTEMPTS:
        return ATTEMPTS[name]
    return [Attempt()] if PAGE_PARTS & set(parts) else []
