"""The edit screen while somebody else decides on the page: it opens, with the buttons of the step that it began with."""

import pytest
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page

from tests import factories
from tests.publishing import approve, find_task_state, submit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("order", [-1, 2000], ids=["before the buttons are chosen", "before they are drawn"])
def test_edit_screen_opens_while_another_decides(student, researcher, chief_editor, order):
    page = factories.CasePageFactory(publish=False, owner=student.user)
    submit(page, student.user)
    approve(researcher, page)

    def decide(menu_items, request, context):
        if find_task_state(page) is not None:
            Page.objects.get(pk=page.pk).current_workflow_state.cancel(user=chief_editor.user)

    with hooks.register_temporarily("construct_page_action_menu", decide, order=order):
        response = chief_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200


def test_large_button_of_a_waiting_page_does_not_call_the_waiting_off(student):
    page = factories.CasePageFactory(publish=False, owner=student.user)
    submit(page, student.user)
    menu = student.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["action_menu"]
    assert menu.default_item.name != "action-cancel-workflow"
    assert "action-cancel-workflow" in [item.name for item in menu.menu_items]
