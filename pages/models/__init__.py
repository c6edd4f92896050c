"""The page types and what they share. One file a question; import from here."""

from pages.models.base import BasePage
from pages.models.check_settings import CheckSettings
from pages.models.content import ContentPage
from pages.models.documents import SiteDocument
from pages.models.edition import OverviewEditionPage
from pages.models.feature import EntryKind, FeatureEntry, FeatureKeyFigure, FeaturePage, FeaturePicture
from pages.models.form_memory import FormMemory
from pages.models.genuine_addresses import GenuineSite, SocialAccount
from pages.models.home import HomePage
from pages.models.images import SiteImage, SiteRendition
from pages.models.official_addresses import OfficialAddressesPage, SimilarName
from pages.models.overview import OverviewHonor, OverviewHost, OverviewPage
from pages.models.readiness_records import ConfirmedEnglish, ReadinessSummary
from pages.models.site_settings import MenuEntry, SiteSettings
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
    "GenuineSite",
    "HomePage",
    "MenuEntry",
    "OfficialAddressesPage",
    "OverviewEditionPage",
    "OverviewHonor",
    "OverviewHost",
    "OverviewPage",
    "ReadinessSummary",
    "SectionPage",
    "SimilarName",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SiteSettings",
    "SocialAccount",
    "StandardPage",
    "TranslationTask",
]
