"""The only settings file. What differs between machines comes from the environment (README lists every variable)."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from saaska import env

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
# The address written into mails.
PUBLIC_URL = env.address("PUBLIC_URL", "https", "http", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

ROOT_URLCONF = "saaska.urls"
WSGI_APPLICATION = "saaska.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "saaska.db",
    "saaska.documents",
    "accounts",
    "resumes",
    "letters",
    "applications",
    "jobs",
    "interviews",
    "billing",
    "saaska.apps.StaffConfig",  # Django's admin, with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "saaska.http.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "saaska.http.CompressMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "saaska.http.PrivateResponseMiddleware",
    "saaska.http.PlainQueryMiddleware",
    "saaska.db.scope.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.kept_forms.LoginRequiredMiddleware",
    "accounts.preferences.PreferencesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "saaska.db.scope.ScopeMiddleware",  # innermost: the transaction spans view and template, nothing more
    "saaska.http.MissingPageMiddleware",  # a part of the view, and only while DEBUG is on
]

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
                "saaska.ui.shell",
            ],
            "builtins": ["saaska.ui", "saaska.quick_tags"],
            "libraries": {"i18n": "saaska.quick_tags", "static": "saaska.quick_tags"},
        },
    }
]
SILENCED_SYSTEM_CHECKS = [
    "templates.W003"
]  # two libraries of one name: ours stand in for Django's on purpose
FORM_RENDERER = "saaska.form_renderer.FormRenderer"

# Database: the web and the worker log in as saaska_web, which has no rights of its own (saaska/db/scope.py);
# commands log in as the owner of the tables.
DATABASE_LOGIN = env.choice("DATABASE_LOGIN", "web", ("web", "owner"))
DATABASES = {
    "default": {
        **env.database("DATABASE_URL" if DATABASE_LOGIN == "web" else "DATABASE_OWNER_URL"),
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": env.text("TEST_DATABASE_NAME", "test_saaska"), "TEMPLATE": "template0"},
    }
}
# Seconds a request that only reads waits for PostgreSQL to come back before it answers 503; a restart takes about one.
DATABASE_PATIENCE = env.number("DATABASE_PATIENCE", 2)
DATABASE_POOL_SIZE = env.number("DATABASE_POOL_SIZE", 4, least=1)
if DATABASE_LOGIN == "web":
    # reconnect_timeout: by itself a pool waits twice as long before each try while PostgreSQL is gone, up to minutes,
    # and nobody tries in between. One that gives up tries anew for whoever asks next.
    pool = {
        "min_size": 1,
        "max_size": DATABASE_POOL_SIZE,
        "timeout": 1,
        "reconnect_timeout": 0.5,
    }
    DATABASES["default"]["OPTIONS"] = {**DATABASES["default"]["OPTIONS"], "pool": pool}  # type: ignore[dict-item]  # psycopg's options nest

# Redis. Its death costs speed, not work: sessions fall back to the database, reads of the cache miss.
REDIS_URL = env.address("REDIS_URL", "redis", "rediss", "unix")
CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": env.text("REDIS_PREFIX", "saaska"),
        "OPTIONS": {
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": 0.3,
            "SOCKET_TIMEOUT": 0.3,
            "REDIS_CLIENT_CLASS": "saaska.cache.Client",
        },
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "saaska.views.csrf_failure"

# What developers read while DEBUG is on.
DEFAULT_EXCEPTION_REPORTER = "saaska.debugging.Reporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "saaska.debugging.ReporterFilter"

# Keys of encrypted fields: the first encrypts, all decrypt. `manage.py rotate_field_keys` rewrites with the first.
FIELD_ENCRYPTION_KEYS = env.fernet_keys("FIELD_ENCRYPTION_KEYS")

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.BCryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.LengthValidator"},
    {"NAME": "accounts.passwords.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.OwnWordsValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.ChangeEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "login": "accounts.forms.LoginForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "signup": "accounts.forms.SignupForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.ResetTokenGenerator"
ACCOUNT_RATE_LIMITS = (
    False  # counted in PostgreSQL instead (accounts/limits.py): allauth's need a living Redis
)
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None

# Language and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# Files: documents and uploads are private; the web serves static files itself, hashed and compressed.
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
STORAGES = {
    "default": env.files("FILES_BACKEND"),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # of a résumé at its limits: 2,000 languages have 6,000
FILE_UPLOAD_HANDLERS = [
    "saaska.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Mail
vars().update(env.mail("EMAIL_URL", "console:" if DEBUG else "smtp://127.0.0.1:25"))
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "SaaSka <hello@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Jobs
PROCRASTINATE_READONLY_MODELS = True

# Security
HTTPS = env.flag("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],  # what is not named below is not fetched at all
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "saaska.http.RequestIdFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"level": "INFO"},  # without Django's own handlers, which would say every line once more
        "procrastinate": {"level": "WARNING"},  # below that its lines carry the arguments of jobs
        "django.server": {"handlers": ["console"], "propagate": False},
    },
}
