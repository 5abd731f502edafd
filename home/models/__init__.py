"""Pages and settings of ``onestop.home``."""

from onestop.home.articles.models import ArticlePage
from onestop.home.articles.topics import Topic
from onestop.home.cases.models import CaseIndexPage, CasePage
from onestop.home.columns.models import ColumnPage
from onestop.home.editorial.models import SensitiveWord, SiteFinding
from onestop.home.glossary.models import GlossaryPage, Term
from onestop.home.institutions.models import Institution, InstitutionVersion, Objective
from onestop.home.institutions.pages import InstitutionIndexPage
from onestop.home.models.home import HomePage
from onestop.home.models.info import InfoPage
from onestop.home.models.settings import SiteSettings
from onestop.home.models.sitemap import SiteMapPage
from onestop.home.policy.models import (
    InterpretationIndexPage,
    InterpretationPage,
    PolicyIndexPage,
    PolicyPage,
)
from onestop.home.process.models import ProcessPage
from onestop.home.questions.models import FaqPage, QuestionPage
from onestop.home.training.models import (
    Attendance,
    Feedback,
    Proof,
    Registration,
    TrainingEventPage,
    TrainingIndexPage,
    TrainingMaterial,
    TrainingSession,
    TrainingStandard,
)

__all__ = [
    "ArticlePage",
    "Attendance",
    "CaseIndexPage",
    "CasePage",
    "ColumnPage",
    "FaqPage",
    "Feedback",
    "GlossaryPage",
    "HomePage",
    "InfoPage",
    "Institution",
    "InstitutionIndexPage",
    "InstitutionVersion",
    "InterpretationIndexPage",
    "InterpretationPage",
    "Objective",
    "PolicyIndexPage",
    "PolicyPage",
    "ProcessPage",
    "Proof",
    "QuestionPage",
    "Registration",
    "SensitiveWord",
    "SiteFinding",
    "SiteMapPage",
    "SiteSettings",
    "Term",
    "Topic",
    "TrainingEventPage",
    "TrainingIndexPage",
    "TrainingMaterial",
    "TrainingSession",
    "TrainingStandard",
]
