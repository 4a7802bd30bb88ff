"""One factory per kind: each makes a valid, published page (or record) under the right parent."""

import io
from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale

from accounts.models import User
from core.models import IndexPage, StandardPage
from directory.models import Organisation, Person, Place, Theme
from knowledge.models import (
    AgreementAction,
    AgreementPage,
    CasePage,
    CoalitionPage,
    CoalitionPhase,
    DossierPage,
    DossierSession,
    PracticePage,
    QuestionVersion,
)
from media.models import SiteDocument, SiteImage
from publications.models import (
    ArticlePage,
    Decision,
    EditionPage,
    InterviewPage,
    MinutesAction,
    MinutesPage,
    ReportPage,
    Speaker,
)
from talkshows.models import AgendaPage, EpisodePage, GatheringPage, SeriesPage
from tests.background import do_work  # noqa: F401 -- tests reach it here
from tests.documents import make_pdf
from tests.exchange_factories import (  # noqa: F401 -- tests reach them here
    DemandPageFactory,
    ExchangeIndexPageFactory,
    InitiativeFactory,
    OfferPageFactory,
)
from tests.new_kind.models import WalkPage
from tests.page_factories import IndexPageFactory, PageFactory, get_home, numbers


class HomePageFactory:
    """The home page."""

    def __new__(cls):
        return get_home()


class StandardPageFactory(PageFactory):
    """A page such as the colophon."""

    model = StandardPage
    fields = {"body": [("text", "<h2>Wie</h2><p>Een pagina.</p>")], "show_in_menus": True}


class EntryFactory(PageFactory):
    """Base of entries: under a listing."""

    @classmethod
    def get_parent(cls):
        """Return the listing for this kind."""
        name = f"lijst-{cls.model.__name__.lower()}"
        listing = IndexPage.objects.filter(slug=name).first()
        if listing is None:
            home = get_home()
            listing = IndexPage(slug=name, title=name, locale=home.locale, **IndexPageFactory.fields)
            home.add_child(instance=listing)
        return listing


class CasePageFactory(EntryFactory):
    """A case with three paragraphs under two headings."""

    model = CasePage
    fields = {
        "lead": "Een stadslab over de wijk.",
        "question": "Hoe blijft de wijk prettig?",
        "body": [
            (
                "text",
                "<p>Eerst luisterden de partners.</p><h2>Aanpak van de straat</h2><p>Toen kwamen de studenten.</p><p>Samen zaaiden zij goudsbloemen.</p>",
            )
        ],
    }


class ReportPageFactory(EntryFactory):
    """A report without PDF."""

    model = ReportPage
    fields = {"lead": "Een rapport over wonen.", "summary": "<p>Wonen vraagt samenhang.</p>", "year": 2024}


def make_text(*paragraphs: str) -> list:
    """Return a body of one text block."""
    return [("text", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))]


class CoalitionPageFactory(EntryFactory):
    """A coalition with two phases."""

    model = CoalitionPage
    fields = {
        "lead": "Een coalitie in de stad.",
        "what_it_does": "<p>Partners delen wat zij leren.</p>",
        "phases": lambda: [CoalitionPhase(title="Begin", period="2020"), CoalitionPhase(title="Nu", current=True)],
    }


class PracticePageFactory(EntryFactory):
    """A good practice."""

    model = PracticePage
    fields = {
        "lead": "Een goede praktijk.",
        "theme_label": "Investeren in leefbaarheid",
        "what_worked": "<p>Elke drie weken overleg.</p>",
        "needs": "<p>Iemand die verbindt.</p>",
    }


class DossierPageFactory(EntryFactory):
    """A dossier with a start question, one session and a second version."""

    model = DossierPage
    fields = {
        "lead": "Een proces van vraag naar resultaat.",
        "sessions": lambda: [DossierSession(number=1, title="Werkatelier", date=timezone.localdate())],
        "versions": lambda: [
            QuestionVersion(text="Hoe blijft de wijk prettig?"),
            QuestionVersion(text="Hoe blijft de wijk prettig voor ouderen?", session=1),
        ],
        "outcome": "<p>Een betere vraag.</p>",
    }


class AgreementPageFactory(EntryFactory):
    """An agreement with an action."""

    model = AgreementPage
    fields = {
        "lead": "Een afspraak tussen partners.",
        "actions": lambda: [AgreementAction(text="Stages maken", owner="alle partijen", year=2026)],
    }


class ArticlePageFactory(EntryFactory):
    """An analysis."""

    model = ArticlePage
    fields = {"lead": "Een artikel.", "label": "analysis", "body": lambda: make_text("Een alinea.")}


class InterviewPageFactory(EntryFactory):
    """An interview with one question."""

    model = InterviewPage
    fields = {
        "lead": "Een gesprek.",
        "speakers": lambda: [Speaker(label="W", name="", role="wijkmakelaar")],
        "body": lambda: [
            (
                "question_answer",
                {"question": "Hoe begon het?", "answers": [{"speaker": "W", "text": "<p>Met koffie.</p>"}]},
            )
        ],
    }


class MinutesPageFactory(EntryFactory):
    """Minutes with a decision and an action."""

    model = MinutesPage
    fields = {
        "lead": "Verslag van een sessie.",
        "session_name": "Werkatelier",
        "session_number": 1,
        "present": "Wijkmakelaar, gemeente\nStudent",
        "decisions": lambda: [Decision(text="We gaan door.")],
        "actions": lambda: [MinutesAction(text="Bellen", owner="Student")],
    }


class EditionPageFactory(EntryFactory):
    """A weekly overview."""

    model = EditionPage
    fields = {"lead": "De week in kennis.", "number": 48}


class AgendaPageFactory(PageFactory):
    """The agenda."""

    model = AgendaPage
    fields = {"intro": "Wat er komt."}


class GatheringPageFactory(PageFactory):
    """A work session in a month's time."""

    model = GatheringPage
    fields = {
        "lead": "Een werksessie.",
        "start": lambda: timezone.now() + timedelta(days=30),
        "end": lambda: timezone.now() + timedelta(days=30, hours=2),
        "venue": "Buurthuis",
    }

    @classmethod
    def get_parent(cls):
        """Return the agenda."""
        return AgendaPage.objects.first() or AgendaPageFactory(slug="agenda")


class WalkPageFactory(EntryFactory):
    """The kind of the tests' own app."""

    model = WalkPage
    fields = {"lead": "Een wandeling door de wijk.", "body": lambda: make_text("Langs het water.")}


class SeriesPageFactory(EntryFactory):
    """A series."""

    model = SeriesPage
    fields = {"lead": "Een serie talkshows."}


class EpisodePageFactory(PageFactory):
    """An announced episode in a series."""

    model = EpisodePage
    fields = {
        "lead": "Een avond over samenleven.",
        "number": 1,
        "start": lambda: timezone.now() + timedelta(days=30),
        "end": lambda: timezone.now() + timedelta(days=30, hours=2),
        "venue": "Buurthuis",
    }

    @classmethod
    def get_parent(cls):
        """Return a series."""
        return SeriesPage.objects.first() or SeriesPageFactory()


class RecordFactory:
    """Base of the directory's factories."""

    model = None
    fields: dict = {}

    def __new__(cls, **values):
        locale = values.pop("locale", None) or Locale.get_default()
        values = {"name": f"{cls.model.__name__} {next(numbers)}", **cls.fields, **values}
        return cls.model.objects.create(locale=locale, **values)


class ThemeFactory(RecordFactory):
    """A theme."""

    model = Theme


class PlaceFactory(RecordFactory):
    """A neighbourhood."""

    model = Place


class OrganisationFactory(RecordFactory):
    """A foundation."""

    model = Organisation
    fields = {"kind": "foundation"}


class PersonFactory(RecordFactory):
    """A person who agrees to be shown."""

    model = Person
    fields = {"consent": True}


def make_image_file(name="beeld.png", size=(64, 48), kind="PNG") -> ContentFile:
    """Return an image file."""
    buffer = io.BytesIO()
    Image.new("RGB", size, "#0b5a46").save(buffer, kind)
    return ContentFile(buffer.getvalue(), name=name)


class SiteImageFactory:
    """A described image."""

    def __new__(cls, **values):
        fields = {
            "title": "Beeld",
            "alt": "Een groen vlak",
            "maker": "Redactie",
            "people": "none",
            "file": make_image_file(),
            **values,
        }
        return SiteImage.objects.create(**fields)


class SiteDocumentFactory:
    """A PDF of two pages."""

    def __new__(cls, **values):
        name = values.pop("name", f"stuk-{next(numbers)}.pdf")
        file = ContentFile(make_pdf(["Eerste bladzijde", "Tweede bladzijde"]), name=name)
        return SiteDocument.objects.create(**{"title": "Stuk", "file": file, **values})


class UserFactory:
    """A user in one of the board's groups."""

    def __new__(cls, role=None, **values):
        number = next(numbers)
        user = User.objects.create_user(
            **{"username": f"gebruiker{number}", "password": "wachtwoord-voor-tests", **values}
        )
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user
