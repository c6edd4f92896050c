"""What every page of the site is, in both languages."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.functional import cached_property, classproperty
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from wagtail.admin.panels import MultiFieldPanel
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import AbstractPage, DefaultBasePageMixin, Site
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index

from pages.bilingual.against import BOTH, pairs
from pages.bilingual.fields import blank_to_empty, search_fields_per_language
from pages.bilingual.languages import (
    LANGUAGES,
    NAMES,
    column,
    current_language,
    default_language,
    language_of_links,
    links_in,
)
from pages.bilingual.panels import FieldPanel, both_languages, both_texts, both_titles
from pages.bilingual.readiness import TranslatedPageMixin
from pages.bilingual.readiness_panel import ReadinessPanel
from pages.bilingual.rights import LanguagePermissionTester, ScheduleLock, page_permission_types, page_permissions
from pages.bilingual.summaries import summarize
from pages.figure_source import figure_source
from pages.kept_answers import is_personal, mark_kept, without_the_visitor
from pages.page_head import PageHead
from pages.parallel.parts import Part, text_part
from pages.read_once import public_request
from pages.routing import RoutedByPathMixin, site_of

TRANSLATED_AND_SEARCHED = {"title", "summary"}


class BasePage(RoutedByPathMixin, TranslatedPageMixin, AbstractPage, DefaultBasePageMixin):
    """Title, texts for search engines and sharing, and how a page is found, previewed and served in two languages.

    The unsuffixed columns of translated fields always hold English: whatever writes them runs under
    ``default_language()``.
    """

    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("One or two sentences: shown under the title, in lists and when the page is shared."),
    )
    share_image = models.ForeignKey(
        "pages.SiteImage",
        verbose_name=_("share image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where the page is shared. Without one, a picture is drawn from the title."),
    )

    query_parameters: tuple[str, ...] = ()
    """Names of the parameters of an address that the page reads. All others are dropped before it is rendered."""
    og_type = "website"
    """What the page is to whoever it is shared with (https://ogp.me/#types)."""

    content_panels = [ReadinessPanel(), both_titles(_("Title")), both_texts("summary", _("Summary"))]
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("show_in_menus")], heading=_("Address")),
        both_languages("seo_title", _("Title for search engines")),
        both_texts("search_description", _("Description for search engines")),
        FieldPanel("share_image"),
    ]
    search_fields = [
        *search_fields_per_language(
            [*AbstractPage.search_fields, *DefaultBasePageMixin.search_fields, index.SearchField("summary")],
            TRANSLATED_AND_SEARCHED,
        ),
        index.AutocompleteField("title_endings"),
    ]

    class Meta(AbstractPageMeta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        permissions = page_permissions("basepage")

    # --- rights: a language is one of its own

    @classproperty
    def permission_types(cls) -> list[tuple[str, Any, Any]]:
        """What the form of groups offers."""
        return sorted(super().permission_types + page_permission_types("basepage"))

    @classproperty
    def permission_codenames(cls) -> list[str]:
        return [codename for codename, *_labels in cls.permission_types]

    def permissions_for_user(self, user: Any) -> LanguagePermissionTester:
        return LanguagePermissionTester(user, self)

    def get_lock(self) -> Any:
        lock = super().get_lock()
        return ScheduleLock(self) if isinstance(lock, ScheduledForPublishLock) else lock

    # --- writing: the unsuffixed columns hold English, whoever saves

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        blank_to_empty(self)
        with default_language():
            super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        blank_to_empty(self)
        with default_language(), figure_source().kept():  # indexing reads every figure of the text
            super().save(*args, **kwargs)
        # While there is a draft, the summary is of the draft.
        if kwargs.get("update_fields") is None and not (self.has_unpublished_changes and self.latest_revision_id):
            summarize(self)

    def save_revision(self, *args: Any, **kwargs: Any) -> models.Model:
        blank_to_empty(self)
        with default_language():
            revision: models.Model = super().save_revision(*args, **kwargs)
        summarize(self)
        return revision

    @classmethod
    def from_serializable_data(cls, *args: Any, **kwargs: Any) -> models.Model:
        # A revision older than a language must not leak English into the active language's column.
        with default_language():
            return super().from_serializable_data(*args, **kwargs)

    def get_admin_display_title(self) -> str:
        """In the language of the admin; ``draft_title`` is the English of the latest draft."""
        if self.depth == 1:
            return gettext("Root")  # Wagtail's own page above all sites: no editor can name it
        own = self.title_zh_hans if current_language() == "zh-hans" else self.draft_title
        return own or self.draft_title or self.title

    # --- previews: one a language, and both beside each other

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [*((code, NAMES[code]) for code in LANGUAGES), (BOTH, gettext("both, paragraph against paragraph"))]

    @property
    def default_preview_mode(self) -> str:
        return current_language()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        code = mode_name if mode_name in LANGUAGES else current_language()
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = (
                self._preview_of_both(request) if mode_name == BOTH else super().serve_preview(request, mode_name)
            )
            # Rendered here: later the override would have ended.
            rendered = response.render() if hasattr(response, "render") else response
        return csp_override(settings.SECURE_CSP)(lambda _request: rendered)(request)

    def _preview_of_both(self, request: HttpRequest) -> TemplateResponse:
        context = {**self.get_context(request), "pairs": list(pairs(self))}
        return TemplateResponse(request, "bilingual/against.html", context)

    # --- reading

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page as everybody may see it; staff see their bar with it."""
        if request.method not in {"GET", "HEAD"} or is_personal(request):
            return self._served(request, *args, **kwargs)
        without_the_visitor(request, self.query_parameters)
        response = self._served(request, *args, **kwargs)
        return response if self.is_kept_from_some else mark_kept(response, self.query_parameters)

    @property
    def is_kept_from_some(self) -> bool:
        """Whether a restriction of Wagtail's holds for the page; what routing found out is not asked again."""
        return self.get_view_restrictions().exists()

    def _served(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wagtail's response, with the page's own text in English where the language of the address is not ready."""
        code = current_language()
        served = self.language_served(code)
        if served == code:
            return super().serve(request, *args, **kwargs)
        with links_in(code):
            with translation.override(served):
                response = super().serve(request, *args, **kwargs)
            # Rendered here, in the frame's language: later the links would follow the text.
            return response.render() if hasattr(response, "render") else response

    def get_url(self, request: HttpRequest | None = None, current_site: Site | None = None) -> str | None:
        """As Wagtail's; where a page is served, quick without being handed the request."""
        request = request or public_request()
        return super().get_url(request, current_site or (site_of(request) if request else None))

    url = property(get_url)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        with translation.override(language_of_links()):
            return super().get_url_parts(request or public_request())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["head"] = PageHead(self, request)
        context["content_language"] = context["head"].content_language
        return context

    @property
    def title_endings(self) -> str:
        """For staff's search: every ending of every Chinese run of the titles.

        PostgreSQL takes such a run for one word and finds its beginning at most; among the endings, 创新 is found in
        科技创新.
        """
        runs = re.findall(
            r"[\u3400-\u9fff]{2,}", " ".join(getattr(self, column("title", code)) or "" for code in LANGUAGES)
        )
        return " ".join(run[start:] for run in runs for start in range(len(run) - 1))

    def parallel_parts(self) -> Iterator[Part]:
        """What of the text stands side by side with the other language, as the active language says it."""
        yield from text_part("summary", self.summary)

    # --- sharing: what the drawn picture shows

    @property
    def share_line(self) -> str:
        """One line under the title, in the active language."""
        return self.summary

    @property
    def share_motif(self) -> int | str:
        """A session's number, or the name of a feature's waves."""
        return "wave-one"

    @property
    def content_source(self) -> str:
        """Where the text comes from, in the active language; "" where it was written for this site."""
        return ""

    # --- searching: what the facets and the order by date go by

    @property
    def search_session(self) -> int | None:
        """Number of the session the page is about, if it is about one."""
        return None

    @property
    def search_year(self) -> int | None:
        """The year the page is about."""
        return None

    @property
    def search_date(self) -> datetime.date | None:
        """What a page is dated by among search results."""
        return timezone.localdate(self.first_published_at) if self.first_published_at else None

    @cached_property
    def ancestors(self) -> list["BasePage"]:
        """From the home page down to the parent."""
        if self.ancestors_on_route is not None:
            return list(self.ancestors_on_route)
        return list(self.get_ancestors().filter(depth__gt=1)) if self.path else []
