"""Base of the factories of pages, and those that every test needs: the home page and a listing."""

import itertools

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision, Site
from wagtail.signals import page_published

from core.models import HomePage, IndexPage

numbers = itertools.count(1)
BY_WAGTAIL = {"go_live_at", "corrections"}  # fields that say how a page is published


def get_home() -> HomePage:
    """Return the site's Dutch home page, made where it is missing."""
    home = HomePage.objects.filter(locale__language_code="nl").first()
    if home is None:
        root = Page.objects.get(depth=1)
        home = HomePage(
            title="Wat de stad leert", slug="start", intro="Kennis uit stadslabs.", locale=Locale.get_default()
        )
        root.add_child(instance=home)  # live from the start: it needs no revision, and nearly every test makes one
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
        )
    return home


def add_published(parent: Page, page: Page, many: dict) -> None:
    """Add a page as its first publication leaves it, with its revision, its entry in the log and what is told of it.

    It is saved once, in half the time: Wagtail saves a draft, what it knows of its revision, and the page that it reads back from that.
    """
    now = timezone.now()
    page.live, page.last_published_at = True, now
    page.first_published_at = page.first_published_at or now
    for name, records in many.items():
        getattr(page, name).set(records)
    parent.add_child(instance=page)
    revision = Revision.objects.create(
        content_object=page, base_content_type=page.get_base_content_type(), content=page.serializable_data(),
        object_str=str(page),
    )  # fmt: skip
    page.latest_revision = page.live_revision = revision
    page.latest_revision_created_at = revision.created_at
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision, live_revision=revision, latest_revision_created_at=revision.created_at
    )
    page_published.send(sender=type(page), instance=page, revision=revision)
    log(instance=page, action="wagtail.publish", revision=revision, content_changed=True)


class PageFactory:
    """Base: `Factory(**fields)` returns a published page; `publish=False` leaves a draft."""

    model = None
    fields: dict = {}

    def __new__(cls, parent=None, publish=True, **values):
        number = next(numbers)
        fields = {
            "title": f"{cls.model.__name__} {number}",
            **{k: v() if callable(v) else v for k, v in cls.fields.items()},
            **values,
        }
        many = {name: fields.pop(name) for name in ("themes", "places") if name in fields}
        parent = parent or cls.get_parent()
        page = cls.model(
            live=False, locale=parent.locale, **{"slug": f"{cls.model.__name__.lower()}-{number}", **fields}
        )
        if publish and not BY_WAGTAIL & set(values):
            add_published(parent, page, many)
        else:
            parent.add_child(instance=page)
            for name, records in many.items():
                getattr(page, name).set(records)
            revision = page.save_revision()
            if publish:
                revision.publish()
        return cls.model.objects.get(pk=page.pk)

    @classmethod
    def get_parent(cls):
        """Return the page under which this kind belongs."""
        return get_home()


class IndexPageFactory(PageFactory):
    """A listing below home, in the main menu."""

    model = IndexPage
    fields = {"intro": "Een lijst.", "show_in_menus": True}
