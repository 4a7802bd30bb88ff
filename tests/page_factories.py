"""Base of the factories of pages, and those that every test needs: the home page and a listing."""

import itertools

from wagtail.models import Locale, Page, Site

from core.models import HomePage, IndexPage

numbers = itertools.count(1)


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
