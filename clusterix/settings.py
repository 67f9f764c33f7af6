"""Settings: everything that differs between places comes from the environment, checked once."""

import os
import sys
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from clusterix import environment

BASE_DIR = Path(__file__).resolve().parent.parent

try:
    ENVIRONMENT = environment.read(os.environ, BASE_DIR)
except environment.SettingError as error:
    sys.exit(str(error))

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
# The local mode (no DATABASE_URL) speaks plain HTTP to this machine only.
IS_LOCAL = ENVIRONMENT.embedded or DEBUG

INSTALLED_APPS = [
    "reports",
    "plans",
    "peergroups",
    "exchanges",
    "assessments",
    "practices",
    "regions",
    "accounts",
    "core",
    "clusterix",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "ninja",
    "pgtrigger",
    "procrastinate.contrib.django",
    "taggit",
    "clusterix.administration.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.CompressMiddleware",
    "core.middleware.RequestIdMiddleware",
    "core.guard.GuardMiddleware",
    "core.middleware.PrivateAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "regions.middleware.ReaderMiddleware",
    "core.refusals.RefusalMiddleware",
    "clusterix.middleware.SetupMiddleware",
    "clusterix.middleware.DoorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "clusterix.middleware.FormerAddressMiddleware",
    "core.idempotency.RepeatMiddleware",
]

ROOT_URLCONF = "clusterix.urls"
WSGI_APPLICATION = "clusterix.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clusterix.navigation.chrome",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "core.templatetags.ui",
            ],
        },
    }
]

DATABASES = {"default": {**ENVIRONMENT.database}}
# What asks through core/statements.py is planned once per connection.
DATABASES["default"]["OPTIONS"] = {"prepare_threshold": 0} | DATABASES["default"]["OPTIONS"]
# A connection is kept for the next request of its thread and tried first, for the database may
# have been restarted meanwhile. The development server has a new thread for each request.
DATABASES["default"] |= {"CONN_MAX_AGE": 0 if DEBUG else 600, "CONN_HEALTH_CHECKS": True}
if test_name := os.environ.get("CLUSTERIX_TEST_DB"):  # several test runs side by side
    DATABASES["default"]["TEST"] = {"NAME": test_name}
if ENVIRONMENT.replica:
    DATABASES["replica"] = ENVIRONMENT.replica
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": ENVIRONMENT.cache}
SESSION_ENGINE = "accounts.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PersonBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one counts once its link was opened
ACCOUNT_FORMS = {
    "login": "accounts.entrance.LoginForm",
    "add_email": "accounts.entrance.NewAddressForm",
    "change_password": "accounts.entrance.ChangePasswordForm",
    "set_password": "accounts.entrance.SetPasswordForm",
    "reset_password": "accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "accounts.entrance.ResetPasswordKeyForm",
    "reauthenticate": "accounts.entrance.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "accounts.adapter.SecondStepAdapter"
MFA_TOTP_ISSUER = "Clusterix"
MFA_FORMS = {
    "authenticate": "accounts.entrance.SecondStepForm",
    "reauthenticate": "accounts.entrance.SecondStepAgainForm",
    "activate_totp": "accounts.entrance.SetUpSecondStepForm",
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Vienna"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "core.styles.JoinedStylesFinder",
]
# Hashed, compressed copies exist once collectstatic has run; tests read the sources instead.
READS_STATIC_SOURCES = DEBUG or "pytest" in sys.modules
STORAGES = {
    "default": ENVIRONMENT.storage,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if READS_STATIC_SOURCES
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = READS_STATIC_SOURCES

MAILERS = ENVIRONMENT.email["MAILERS"]
DEFAULT_FROM_EMAIL = ENVIRONMENT.email["DEFAULT_FROM_EMAIL"]
SERVER_EMAIL = ENVIRONMENT.email["SERVER_EMAIL"]
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_SSL_REDIRECT = not IS_LOCAL
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_LOCAL
SECURE_HSTS_PRELOAD = not IS_LOCAL
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if not IS_LOCAL else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = not IS_LOCAL
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_COOKIE_SECURE = not IS_LOCAL
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.refusals.csrf_failure"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True

PROCRASTINATE_IMPORT_PATHS = ["core.jobs"]

# The limits of the good-practice form, in characters. Only the title's is the programme's rule.
PRACTICE_LIMITS = {
    "title": 100,
    "summary": 160,
    "problem": 1500,
    "how_it_works": 1500,
    "stakeholders": 1500,
    "resources": 300,
    "evidence": 500,
    "challenges": 300,
    "potential": 1000,
    "further_information": 1000,
    "caveats": 1000,
}

# What hangs on a practice. A file is known by its content, never by its name; pictures are drawn
# anew in a child process with the last two limits.
DOCUMENT_KINDS = [
    *("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv"),
    *("png", "jpeg", "webp", "gif"),
]
DOCUMENT_LIMITS = {
    "file_bytes": 20_000_000,
    "practice_bytes": 100_000_000,
    "practice_files": 20,
    "pixels": 50_000_000,
    "seconds": 20,
    "megabytes": 640,
}

# What a spreadsheet of practices may hold, and what reading it may take.
PRACTICE_IMPORT = {
    "megabytes": 10,
    "unpacked_megabytes": 80,
    "rows": 2_000,
    "columns": 100,
    "seconds": 20,
    "memory_megabytes": 600,
    "undo_hours": 24,
    "days_kept": 7,  # of a plan that nobody carried out
    # What nobody waits for on the page: more rows, or a larger file (a workbook is packed).
    "rows_at_once": 200,
    "workbook_kilobytes_at_once": 100,
    "text_kilobytes_at_once": 500,
}
PRACTICE_EXPORTS_PER_HOUR = 30  # of somebody who is not signed in
PRACTICE_WORKBOOK = {
    "rows_at_once": 1_000,  # a workbook of more is made by the worker
    "hours_kept": 24,
    "per_hour": 10,  # of one person
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "core.signed_links.WithoutTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_tokens"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
# auth.W004: the address is unique without case, by a database constraint the check cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
