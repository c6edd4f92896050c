"""How staff sign in: settings of django-allauth that depend on nothing else. ``settings.py`` takes them all over.

See ``docs/decisions/sign-in.md`` for why.
"""

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

ACCOUNT_ADAPTER = "pages.sign_in.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "pages.sign_in.forms.SignInForm",
    "reset_password": "pages.sign_in.forms.ForgottenPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators enter the addresses
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE
# Counted in the database by pages.sign_in.throttle, which all processes share; allauth's own counts stay for who is in.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reset_password": None,
    "reset_password_from_key": None,
    "signup": None,
}
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds

MFA_ADAPTER = "pages.sign_in.adapters.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "pages.sign_in.forms.FirstCodeForm",
    "authenticate": "pages.sign_in.forms.CodeForm",
    "reauthenticate": "pages.sign_in.forms.CodeAgainForm",
    "add_webauthn": "pages.sign_in.passkey_form.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds: clocks of phones drift
MFA_RATE_LIMITS = {"webauthn_login": None}

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

RESERVED_PATHS = {"data", "documents", "en", "health", "language", "media", "share", "static", "zh-hans"}
"""Where the admin cannot be."""

SESSION_COOKIE_AGE = 60 * 60 * 12  # seconds: a working day
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Wagtail's own ways in and of setting a password are replaced: see pages/sign_in/urls.py.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
