"""Creates the page tree: home page, listings and standard pages, in both languages."""

from django.conf import settings
from wagtail.models import Locale, Page, Site

from core.models import HomePage, IndexPage, StandardPage
from demo.source import key_for, read
from demo.translation import translate
from knowledge.models import ExchangeIndexPage
from talkshows.models import AgendaPage

LISTS = [
    "stadslabs", "dossiers", "afspraken", "talkshows", "publicaties", "praktijken", "coalities", "agenda",
    "vraag-en-aanbod",
]  # fmt: skip
STANDARD = ["nieuw-hier", "over", "toegankelijkheid", "privacy", "colofon"]


class PageLoader:
    """Creates the pages that are missing; existing ones are not changed."""

    def __init__(self, field_setter):
        self.field_setter = field_setter
        self.dutch = Locale.objects.get(language_code="nl")
        self.made = 0
        self.home = self._home()
        kinds = {"agenda": AgendaPage, "vraag-en-aanbod": ExchangeIndexPage}
        self.lists = {name: self._page(kinds.get(name, IndexPage), name) for name in LISTS}
        for name in STANDARD:
            self._page(StandardPage, name)

    def find(self, parent: Page, key, slug: str) -> Page | None:
        """Return the page with this key, else the child of `parent` with this slug."""
        known = Page.objects.filter(locale=self.dutch)
        return known.filter(translation_key=key).first() or known.child_of(parent).filter(slug=slug).first()

    def add(self, parent: Page, page: Page, key) -> Page:
        """Add a new page below `parent` as a draft."""
        page.locale, page.translation_key, page.live = self.dutch, key, False
        parent.add_child(instance=page)
        self.made += 1
        return page

    def publish(self, page: Page, english: dict | None, key: str) -> Page:
        """Publish a page and its English translation."""
        page.save_revision().publish()
        parent = page.get_parent()
        if english and (parent.is_root() or parent.has_translation(Locale.objects.get(language_code="en"))):
            source = type(page).objects.get(pk=page.pk)
            translate(source, self.field_setter.fill(type(page).objects.get(pk=page.pk), english, key))
        return page

    def _page(self, model, name: str) -> Page:
        values = read(f"pages/{name}")
        key = key_for("pages", name)
        found = self.find(self.home, key, values["slug"])
        if found is not None:
            return found
        english = values.pop("en")
        menu = {"show_in_menus": values.pop("show_in_menus", True)}
        page = self.field_setter.fill(model(**menu), values, name)
        return self.publish(self.add(self.home, page, key), english, name)

    def _home(self) -> Page:
        key = key_for("pages", "home")
        known = HomePage.objects.filter(locale=self.dutch)
        site = Site.objects.filter(is_default_site=True).first()
        found = (
            known.filter(translation_key=key).first()
            or (site and known.filter(pk=site.root_page_id).first())
            or known.first()
        )
        if found is not None:
            return found
        values = read("pages/home")
        english = values.pop("en")
        root = Page.get_first_root_node()
        welcome = find_welcome_page()
        if welcome is not None:  # frees its slug; deleted once the site has its new root page
            Page.objects.filter(pk=welcome.pk).update(slug="welcome-to-wagtail", url_path="/welcome-to-wagtail/")
        page = self.add(root, self.field_setter.fill(HomePage(), values, "home"), key)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": "localhost",
                "port": 80,
                "site_name": settings.WAGTAIL_SITE_NAME,
                "root_page": page,
            },
        )
        if welcome is not None:
            Page.objects.get(pk=welcome.pk).delete()
        return self.publish(HomePage.objects.get(pk=page.pk), english, "home")


def find_welcome_page() -> Page | None:
    """Return Wagtail's welcome page if it was not edited."""
    pages = Page.objects.filter(depth=2, slug="home", numchild=0, latest_revision=None, owner=None)
    return next((page for page in pages if page.specific_class is Page), None)


def is_empty() -> bool:
    """Return whether the site has no page but Wagtail's welcome page."""
    welcome = find_welcome_page()
    return not Page.objects.filter(depth__gt=1).exclude(pk=welcome and welcome.pk).exists()
