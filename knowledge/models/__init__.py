"""Page models of cases, practices, dossiers, agreements and coalitions."""

from knowledge.models.agreement import AgreementAction, AgreementPage, Signature
from knowledge.models.case import CasePage, Course
from knowledge.models.coalition import CoalitionPage, CoalitionPhase
from knowledge.models.dossier import DossierPage, DossierSession, QuestionVersion
from knowledge.models.practice import Adoption, PracticePage

__all__ = [
    "Adoption",
    "AgreementAction",
    "AgreementPage",
    "CasePage",
    "CoalitionPage",
    "CoalitionPhase",
    "Course",
    "DossierPage",
    "DossierSession",
    "PracticePage",
    "QuestionVersion",
    "Signature",
]
