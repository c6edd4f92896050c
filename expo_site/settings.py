"""Settings of the project, all from the environment.

The table below is the whole list of variables with their types and defaults; ``.env.example`` says the same in words.
Nothing here is secret: in production the secrets come from the environment alone.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from expo_site import local_postgres, local_secret
from expo_site.application_settings import *  # noqa: F403
from expo_site.front_cache.configured import front_caches
from expo_site.header_settings import *  # noqa: F403
from expo_site.log_settings import logging_as
from expo_site.mail_settings import mailers
from expo_site.media_storage import media_storage
from expo_site.shared_cache import caches_for
from expo_site.sign_in_settings import *  # noqa: F403
from expo_site.upload_settings import *  # noqa: F403
from expo_site.wagtail_settings import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env(
    ENVIRONMENT=(str, "local"),  # "local" or "production"
    DEBUG=(bool, False),
    SECRET_KEY=(str, ""),  # required in production
    SECRET_KEY_FALLBACKS=(list, []),  # former keys, while they are changed
    VAR_DIR=(str, str(BASE_DIR / "var")),  # bundled PostgreSQL, media, collected files
    DATABASE_URL=(str, ""),  # empty: the bundled PostgreSQL
    DATABASE_POOL_SIZE=(int, 8),  # connections a process may hold
    DATABASE_POOL_TIMEOUT=(float, 2.0),  # seconds a request waits for one
    CACHE_URL=(str, ""),  # redis://host:6379/0 (Redis or Valkey): what processes share; empty: each its own
    FRONT_CACHE_URL=(str, ""),  # varnish://host:6081 and others: told of every change
    MEDIA_BUCKET_URL=(str, ""),  # s3://bucket?endpoint=https://…; empty: VAR_DIR/media
    PAGE_CACHE=(bool, True),  # keep whole answers; off with DEBUG
    PAGE_CACHE_ENTRIES=(int, 600),  # answers a process keeps, some 15 KB each
    PORT=(int, 8000),
    PUBLIC_URL=(str, ""),  # scheme and host of canonical links; default http://localhost:PORT
    ALLOWED_HOSTS=(list, []),  # besides the host of PUBLIC_URL
    TRUSTED_PROXIES=(list, []),  # addresses or networks of front servers, or "unix" for a Unix socket
    ADMIN_ENABLED=(bool, True),  # False: this machine serves visitors alone
    ADMIN_PATH=(str, "admin"),
    STAFF_SECOND_FACTOR=(str, ""),  # empty: required in production alone
    EMAIL_URL=(str, ""),  # e.g. smtp+tls://user:password@host:587; empty: mails go to the log
    DEFAULT_FROM_EMAIL=(str, "webmaster@localhost"),
    CONTACT_KEPT_DAYS=(int, 180),  # how long a visitor's message is kept, as the form says
    LOG_LEVEL=(str, "INFO"),
    LOG_FORMAT=(str, ""),  # "json" or "line"; default json in production
    SLOW_PAGE_SECONDS=(float, 1.0),  # pages and queries that take longer are named in the log
    SLOW_QUERY_SECONDS=(float, 0.3),
    VISITS_SECONDS=(float, 10.0),  # so often counted visits are written; 0: never by itself
    METRICS_TOKEN=(str, ""),  # at least 20 characters: measurements at /metrics for whoever sends it
    SENTRY_DSN=(str, ""),  # faults to a Sentry of one's own
    BACKUP_DIR=(str, ""),  # default: VAR_DIR/backups; on another disk where there is one
    BACKUP_HOURS=(float, -1.0),  # hours from backup to backup; 0: none by itself; default 24 in production, else 0
    BACKUP_RECIPIENTS=(list, []),  # public keys of age (age1…): backups are encrypted for them
    BACKUP_KEEP_DAYS=(int, 7),  # days, weeks and months that keep their newest backup
    BACKUP_KEEP_WEEKS=(int, 5),
    BACKUP_KEEP_MONTHS=(int, 12),
)
environ.Env.read_env(BASE_DIR / ".env")

ENVIRONMENT = env("ENVIRONMENT")
PRODUCTION = ENVIRONMENT == "production"
if ENVIRONMENT not in {"local", "production"}:
    raise ImproperlyConfigured(f"ENVIRONMENT is {ENVIRONMENT!r}; it must be local or production.")

DEBUG = env("DEBUG")
VAR_DIR = Path(env("VAR_DIR")).resolve()
SECRET_KEY = env("SECRET_KEY") or ("" if PRODUCTION else local_secret.secret_key(VAR_DIR))
SECRET_KEY_FALLBACKS = env("SECRET_KEY_FALLBACKS")
if PRODUCTION and not local_secret.is_strong(SECRET_KEY):
    raise ImproperlyConfigured("SECRET_KEY must be set to at least 50 random characters in production.")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG must be off in production.")

PUBLIC_URL = (env("PUBLIC_URL") or f"http://localhost:{env('PORT')}").rstrip("/")
_public = urlsplit(PUBLIC_URL)
if _public.scheme not in {"http", "https"} or not _public.hostname or _public.path:
    raise ImproperlyConfigured(f"PUBLIC_URL is {PUBLIC_URL!r}; it must look like https://www.example.org.")
HTTPS = _public.scheme == "https"
COOKIE_PREFIX = "__Host-" if HTTPS else ""  # no other host, not even below ours, can set a cookie of that name
ALLOWED_HOSTS = [_public.hostname, *env("ALLOWED_HOSTS")]
if PRODUCTION and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts in production, not *.")
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
TRUSTED_PROXIES = env("TRUSTED_PROXIES")
ADMIN_ENABLED = env("ADMIN_ENABLED")
ADMIN_PATH = env("ADMIN_PATH").strip("/")
if not ADMIN_PATH or ADMIN_PATH.split("/")[0] in RESERVED_PATHS:  # noqa: F405
    raise ImproperlyConfigured(f"ADMIN_PATH is {ADMIN_PATH!r}; it must be a path that the public site does not use.")
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR") if env("STAFF_SECOND_FACTOR") else PRODUCTION

# --- data

if env("DATABASE_URL"):
    _database = environ.Env.db_url_config(env("DATABASE_URL"))
    if _database["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database.")
else:
    _database = local_postgres.database(VAR_DIR)
_database.setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": env("DATABASE_POOL_SIZE"),
    "timeout": env("DATABASE_POOL_TIMEOUT"),
    "reconnect_timeout": 1.0,  # then the next request tries anew: a database that is back is found at once
}
_database["CONN_HEALTH_CHECKS"] = True  # a connection that a restart of the database cut is replaced, not used
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = caches_for(env("CACHE_URL"), pages=env("PAGE_CACHE_ENTRIES"))
PAGE_CACHE = env("PAGE_CACHE") and not DEBUG
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# What the scheduler does besides publishing: name → (function without arguments, seconds from start to start).
# Names of jobs are said to staff.
SCHEDULED_JOBS = {
    gettext_noop("clear expired sessions"): ("expo_site.operations.housekeeping.clear_sessions", 24 * 60 * 60),
    gettext_noop("thin out old drafts"): ("expo_site.operations.housekeeping.thin_out_drafts", 24 * 60 * 60),
    gettext_noop("remove lost renditions"): ("expo_site.operations.housekeeping.remove_lost_renditions", 24 * 60 * 60),
    gettext_noop("forget sign-in attempts"): ("pages.sign_in.throttle.tidy", 60 * 60),
    gettext_noop("make missing sizes of pictures"): ("pages.renditions_ahead.make_missing", 5 * 60),
    gettext_noop("tidy the search index"): ("pages.search.housekeeping.tidy", 6 * 60 * 60),
    gettext_noop("empty the bin"): ("pages.recycle_bin.housekeeping.empty", 24 * 60 * 60),
    gettext_noop("mail and delete messages"): ("pages.contact.housekeeping.mail_and_delete", 0),
    gettext_noop("send invitations"): ("pages.people.housekeeping.send_invitations", 0),
    gettext_noop("mail daily digests"): ("pages.people.digest.mail_digests", 5 * 60),
    gettext_noop("forget old invitations"): ("pages.people.housekeeping.forget_invitations", 24 * 60 * 60),
}
# Of these, what takes long or much memory: it runs in a process of its own, beside the others.
SCHEDULED_JOBS_APART = {"tidy the search index", "back up"}

BACKUP_DIR = Path(env("BACKUP_DIR")) if env("BACKUP_DIR") else VAR_DIR / "backups"
BACKUP_HOURS = env("BACKUP_HOURS") if env("BACKUP_HOURS") >= 0 else 24 * PRODUCTION
BACKUP_RECIPIENTS = env("BACKUP_RECIPIENTS")
BACKUP_KEEP_DAYS, BACKUP_KEEP_WEEKS = env("BACKUP_KEEP_DAYS"), env("BACKUP_KEEP_WEEKS")
BACKUP_KEEP_MONTHS = env("BACKUP_KEEP_MONTHS")
if BACKUP_HOURS:
    SCHEDULED_JOBS[gettext_noop("back up")] = ("expo_site.operations.housekeeping.back_up", BACKUP_HOURS * 60 * 60)

WAGTAILFRONTENDCACHE = front_caches(env("FRONT_CACHE_URL"))
# Seconds that a front cache may keep a page, and may show it while it asks for the new one: one that is told of changes,
# and one that is not.
FRONT_CACHE_SECONDS = (60, 1) if WAGTAILFRONTENDCACHE else (1, 0)

MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
SHARE_PICTURES = VAR_DIR / "share-pictures"  # drawn here, and drawn again where they are missing
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": media_storage(env("MEDIA_BUCKET_URL")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "expo_site.static_bundles.BundledStaticFilesStorage"
    },
}

# --- two languages

TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
# What staff changed in the admin, written by each machine for itself, goes before what the sources bring.
LOCALE_PATHS = [VAR_DIR / "locale", BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365

MODELTRANSLATION_LANGUAGES = ("en", "zh-hans")
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("en",)}
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField",)

# --- Wagtail

WAGTAIL_SITE_NAME = _("High-Tech Expo")
WAGTAIL_PAGE_MODEL = "pages.BasePage"
WAGTAILIMAGES_IMAGE_MODEL = "pages.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "pages.SiteDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.bilingual.file_forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "pages.bilingual.file_forms.DocumentForm"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # one, so nobody chooses: every time an editor enters is Beijing time

# --- security

LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = f"/{ADMIN_PATH}/login/"  # closed pages and documents lead to the one door too
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
KNOWN_BROWSER_COOKIE_NAME = f"{COOKIE_PREFIX}known"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves allow passkeys without TLS on localhost alone
SECURE_SSL_REDIRECT = False  # the front server's task; Django would loop behind one that ends TLS
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W019"]  # the redirect; framed by our own preview alone
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # left by TrustedProxyMiddleware where it may be believed

# --- mail and log

CONTACT_KEPT_DAYS = max(1, env("CONTACT_KEPT_DAYS"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL")
MAILERS = mailers(env.email_url("EMAIL_URL") if env("EMAIL_URL") else {})
SLOW_PAGE_SECONDS, SLOW_QUERY_SECONDS = env("SLOW_PAGE_SECONDS"), env("SLOW_QUERY_SECONDS")
VISITS_SECONDS = env("VISITS_SECONDS")
SENTRY_DSN = env("SENTRY_DSN")
METRICS_TOKEN = env("METRICS_TOKEN")
if METRICS_TOKEN:
    if len(METRICS_TOKEN) < 20:
        raise ImproperlyConfigured("METRICS_TOKEN must be at least 20 random characters, or empty.")
    MIDDLEWARE.insert(1, "expo_site.metrics.MetricsMiddleware")  # noqa: F405
    # Read by the library when it is imported: the processes of one server sum up through files.
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(VAR_DIR / "metrics"))
    Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).mkdir(parents=True, exist_ok=True)

LOG_FORMAT = env("LOG_FORMAT") or ("json" if PRODUCTION else "line")
if LOG_FORMAT not in {"json", "line"}:
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT!r}; it must be json or line.")
LOGGING = logging_as(LOG_FORMAT, env("LOG_LEVEL"))
