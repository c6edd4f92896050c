"""The page types and what they share. One file a question; import from here."""

from pages.models.base import BasePage
from pages.models.check_settings import CheckSettings
from pages.models.content import ContentPage
from pages.models.edition import OverviewEditionPage
from pages.models.feature import EntryKind, FeatureEntry, FeatureKeyFigure, FeaturePage, FeaturePicture
from pages.models.form_memory import FormMemory
from pages.models.home import HomePage
from pages.models.images import SiteDocument, SiteImage, SiteRendition
from pages.models.overview import OverviewHonor, OverviewHost, OverviewPage
from pages.models.readiness_records import ConfirmedEnglish, ReadinessSummary
from pages.models.site_settings import MenuEntry, SiteSettings, SocialAccount
from pages.models.standard import SectionPage, StandardPage
from pages.models.workflow_tasks import EditorialTask, TranslationTask

__all__ = [
    "BasePage",
    "CheckSettings",
    "ConfirmedEnglish",
    "ContentPage",
    "EditorialTask",
    "EntryKind",
    "FeatureEntry",
    "FeatureKeyFigure",
    "FeaturePage",
    "FeaturePicture",
    "FormMemory",
    "HomePage",
    "MenuEntry",
    "OverviewEditionPage",
    "OverviewHonor",
    "OverviewHost",
    "OverviewPage",
    "ReadinessSummary",
    "SectionPage",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SiteSettings",
    "SocialAccount",
    "StandardPage",
    "TranslationTask",
]
