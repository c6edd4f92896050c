"""Every address of the site. Public pages come last: Wagtail answers whatever is left, below a language's prefix."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from expo_site import health
from expo_site.saved_whole import saved_whole
from pages import crawlers, language_choice
from pages.bilingual import urls as language_urls
from sessions_archive import urls as archive_urls

handler404 = "pages.errors.not_found"
handler500 = "pages.errors.server_error"

# A machine that only serves visitors has no door for staff at all.
admin = (
    [
        path(f"{settings.ADMIN_PATH}/", include("pages.sign_in.urls")),  # first: it replaces Wagtail's own ways in
        path(f"{settings.ADMIN_PATH}/", include(decorate_urlpatterns(language_urls.urlpatterns, saved_whole))),
        path(f"{settings.ADMIN_PATH}/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, saved_whole))),
    ]
    if settings.ADMIN_ENABLED
    else []
)

urlpatterns = [
    path("", language_choice.front_door, name="front_door"),
    path("language/<slug:code>/", language_choice.switch_language, name="switch_language"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("data/", include(archive_urls.data)),
    *admin,
    path("documents/", include(wagtaildocs_urls)),
    # A front server answers for uploaded pictures where there is one.
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    *i18n_patterns(
        path("search/", include("pages.search.urls")),
        path("sessions/", include(archive_urls.beside_sessions)),
        path("", include(wagtail_urls)),
    ),
]
