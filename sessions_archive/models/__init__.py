"""The archive's pages and what is recorded on them. One file a question; import from here."""

from sessions_archive.models.archive import SessionsArchivePage
from sessions_archive.models.content_load import ContentLoad
from sessions_archive.models.correction import Correction
from sessions_archive.models.cumulative import CumulativeFigure
from sessions_archive.models.figure import Figure, Rank
from sessions_archive.models.honor import Honor
from sessions_archive.models.organization import Organization
from sessions_archive.models.session import SessionFormat, SessionPage, SessionStatus, TextOrigin
from sessions_archive.models.session_rows import OrganizationRole, SessionGuest, SessionLetter, SessionOrganization
from sessions_archive.models.source import Grade, Source

__all__ = [
    "ContentLoad",
    "Correction",
    "CumulativeFigure",
    "Figure",
    "Grade",
    "Honor",
    "Organization",
    "OrganizationRole",
    "Rank",
    "SessionFormat",
    "SessionGuest",
    "SessionLetter",
    "SessionOrganization",
    "SessionPage",
    "SessionStatus",
    "SessionsArchivePage",
    "Source",
    "TextOrigin",
]
