"""How a page gets on the site: published at once, or sent through the workflow and approved by its reviewers."""

from django.urls import reverse
from wagtail.models import Page


def publish(page, user=None) -> None:
    """Save a revision of `page` and publish it, both in the name of `user`."""
    page.save_revision(user=user).publish(user=user)


def submit(page, user):
    """Send `page` into the workflow in the name of `user`; return where it is in it."""
    return page.get_workflow().start(page, user)


def find_task_state(page):
    """Return the state of the task that `page` waits for, as the database has it."""
    return Page.objects.get(pk=page.pk).current_workflow_task_state


def approve(client, page, **options):
    """Approve the task that `page` waits for, as the reviewer of `client` does; return the response."""
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", find_task_state(page).pk])
    return client.post(url, {"comment": ""}, **options)
