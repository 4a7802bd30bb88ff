"""One address per public template and language, of a site with the example content."""

from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from core.models import EntryPage
from directory.localisation import get_locale
from directory.models import Organisation, Person, Place, Theme
from publications.models import ReportPage
from talkshows.models import EpisodePage
from tests.browser.exchange_addresses import exchange_addresses


def public_addresses() -> list[str]:
    """Return one address per public template and language."""
    found = []
    for code in ("nl", "en"):
        locale = get_locale(code)
        seen = set()
        for page in Page.objects.live().filter(locale=locale, depth__gt=1).specific():
            if type(page) not in seen:
                seen.add(type(page))
                found.append(page.url)
        edition = next((url for url in found[::-1] if "weekoverzicht" in url or "weekly" in url), None)
        found += [f"{edition}mail/", f"{edition}print/"] if edition else []
        prefix = "" if code == "nl" else "/en"
        words = {
            "nl": ["zoeken", "themas", "plekken", "organisaties", "mensen"],
            "en": ["search", "themes", "places", "organisations", "people"],
        }[code]
        found += [f"{prefix}/{word}/" for word in words]
        found += [
            f"{prefix}/{words[0]}/?q=wijk+district",
            f"{prefix}/{words[0]}/?q=qwertyuiop",
            f"{prefix}/contact/",
            f"{prefix}/feeds/",
            f"{prefix}/podcast/",
            f"{prefix}/{'kaart' if code == 'nl' else 'map'}/",
            f"{prefix}/{'kaart' if code == 'nl' else 'map'}/embed/",
            f"{prefix}/nergens/",
        ]
        found += [
            model.objects.filter(locale=locale).first().get_absolute_url() for model in (Theme, Place, Organisation)
        ]
        event = EpisodePage.objects.live().filter(locale=locale, start__gt=timezone.now(), cancelled=False).first()
        found += [f"{event.url}{name}/" for name in ("kit", "embed")] if event else []
        with translation.override(code):
            found += [reverse("subscribe_weekly"), reverse("end_subscriptions")]
            found += [reverse("subscribe_reminder", args=[event.translation_key])] if event else []
            found += [reverse("confirm_subscription", args=["x"]), reverse("whats_new")]
        report = ReportPage.objects.live().filter(locale=locale, pdf__isnull=False).order_by("-pk").first()
        if report:
            found.append(f"{report.url}?p=1")  # with the words of its PDF unfolded
        found.append(Person.objects.filter(locale=locale, consent=True).first().get_absolute_url())
        found += exchange_addresses(code)
        found.append(f"{prefix}/stadslabs/?theme=x&page=9" if code == "nl" else "/en/city-labs/?kind=x")
    gone = EntryPage.objects.filter(locale=get_locale("nl")).live().last()
    gone.specific.unpublish()
    return [*found, gone.url]
