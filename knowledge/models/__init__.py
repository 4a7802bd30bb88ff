"""Models of cases, practices, dossiers, agreements and coalitions, and of questions, offers and initiatives."""

from knowledge.models.agreement import AgreementAction, AgreementPage, Signature
from knowledge.models.case import CasePage, Course
from knowledge.models.coalition import CoalitionPage, CoalitionPhase
from knowledge.models.demand import DemandPage
from knowledge.models.dossier import DossierPage, DossierSession, QuestionVersion
from knowledge.models.exchange import ExchangeIndexPage, ExchangePage
from knowledge.models.initiative import Initiative
from knowledge.models.offer import OfferPage
from knowledge.models.practice import Adoption, PracticePage
from knowledge.models.proposal import Proposal
from knowledge.models.submission import Submission, SubmissionForm

__all__ = [
    "Adoption",
    "AgreementAction",
    "AgreementPage",
    "CasePage",
    "CoalitionPage",
    "CoalitionPhase",
    "Course",
    "DemandPage",
    "DossierPage",
    "DossierSession",
    "ExchangeIndexPage",
    "ExchangePage",
    "Initiative",
    "OfferPage",
    "PracticePage",
    "Proposal",
    "QuestionVersion",
    "Signature",
    "Submission",
    "SubmissionForm",
]
