"""Every address of the site. Public pages come last: Wagtail answers whatever is left, below a language's prefix."""

from collections.abc import Callable

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path, re_path
from django.utils.module_loading import import_string
from django.views.generic.base import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from expo_site import health
from expo_site.in_own_language import in_own_language
from expo_site.numbered_objects import numbered_objects
from expo_site.saved_whole import saved_whole
from expo_site.served_documents import served_document
from expo_site.uploaded_files import uploaded_file
from pages import crawlers, language_choice
from pages.bilingual import urls as language_urls
from pages.parallel.views import parallel_page
from pages.sharing import views as sharing
from sessions_archive import urls as archive_urls

handler404 = "pages.errors.not_found"
handler500 = "pages.errors.server_error"


def in_the_admin(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What holds for every view of it."""
    return in_own_language(numbered_objects(saved_whole(view)))


# A machine that only serves visitors has no door for staff at all.
admin = (
    [
        path(f"{settings.ADMIN_PATH}/", include("pages.sign_in.urls")),  # first: it replaces Wagtail's own ways in
        path(f"{settings.ADMIN_PATH}/", include("pages.people.urls")),
        *(
            path(f"{settings.ADMIN_PATH}/", include(decorate_urlpatterns(each, in_the_admin)))
            for each in (language_urls.urlpatterns, wagtailadmin_urls.urlpatterns)
        ),
    ]
    if settings.ADMIN_ENABLED
    else []
)

urlpatterns = [
    *([path("metrics", import_string("expo_site.metrics.metrics"), name="metrics")] if settings.METRICS_TOKEN else []),
    path("", language_choice.front_door, name="front_door"),
    path("language/<slug:code>/", language_choice.switch_language, name="switch_language"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap.txt", crawlers.plain_sitemap, name="plain_sitemap"),
    path("share/<int:number>/<slug:code>/<slug:key>.png", sharing.share_picture, name="share_picture"),
    re_path(r"^(?P<letter>[ez])/(?P<number>[0-9]{1,9})$", sharing.short_address, name="short_address"),
    path("data/", include(archive_urls.data)),
    *admin,
    re_path(r"^documents/(\d+)/(.*)$", served_document),  # in place of Wagtail's, which sends files whole or not at all
    path("documents/", include(wagtaildocs_urls)),
    # A front server answers for uploaded pictures where there is one.
    re_path(r"^media/(?P<path>.*)$", uploaded_file),
    *i18n_patterns(
        path("search/", include("pages.search.urls")),
        path("sessions/", include(archive_urls.beside_sessions)),
        path(
            "_util/login/", RedirectView.as_view(url=settings.LOGIN_URL)
        ),  # in place of Wagtail's, which asks for no code
        re_path(r"^parallel/(?P<path>(?:[\w-]+/)*)$", parallel_page, name="parallel"),
        path("news/", include("pages.news.urls")),
        path("contact/", include("pages.contact.urls")),
        path("", include(wagtail_urls)),
    ),
]
