"""What a production server loads: ``expo_site.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo_site.settings")

application = get_wsgi_application()
