"""What a production server loads: ``expo_site.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo_site.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - Django is set up now

from pages.announcements import listener  # noqa: E402

listener.ensure_running()

if settings.PAGE_CACHE:
    from expo_site.page_cache.serving import PageCache

    application = PageCache(application)  # type: ignore[assignment]
