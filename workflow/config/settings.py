"""Django settings, derived from the typed environment and nothing else."""

import dj_database_url

from workflow.config.env import ROOT, read_environment, secret_key, terminal_languages
from workflow.languages.negotiation import negotiate
from workflow.languages.registry import ALL

ENVIRONMENT = read_environment()

DEBUG = ENVIRONMENT.debug
SECRET_KEY = secret_key(ENVIRONMENT)
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
PUBLIC_URL = ENVIRONMENT.public_url
NEWSROOM_TIME_ZONE = ENVIRONMENT.newsroom_time_zone

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "workflow.people",
    "workflow.journal",
    "workflow.notices",
    "workflow.glossary",
    "workflow.memory",
    "workflow.machine",
    "workflow.stories",
    "workflow.translation",
    "workflow.exchange",
    "workflow.issues",
    "workflow.audience",
    "workflow.delivery",
    "workflow.newsstand",
    "workflow.desk",
]
AUTH_USER_MODEL = "people.User"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "workflow.config.headers.ContentSecurityPolicy",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "workflow.config.urls"
STATIC_URL = "/static/"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "builtins": ["django.templatetags.static", "workflow.config.words"],
        },
    }
]

ENVIRONMENT.var_dir.mkdir(parents=True, exist_ok=True)
DATABASES = {
    "default": dj_database_url.parse(
        ENVIRONMENT.database_url, conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "workflow.config.sqlite"
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = ALL[0].django_code
LANGUAGES = [(language.django_code, language.native_name) for language in ALL]
LOCALE_PATHS = [ROOT / "translations" / "interface"]
TERMINAL_LANGUAGE = (negotiate(terminal_languages()) or ALL[0]).tag

WAY_OUT = "workflow.config.wiring.way_out"
MACHINE = "workflow.config.wiring.machine_provider"
MACHINE_DAILY_CHARACTERS = ENVIRONMENT.machine_daily_characters
CONTENT_DIR = ENVIRONMENT.content_dir
FETCH_TIMEOUT = ENVIRONMENT.fetch_timeout
FETCH_MAX_BYTES = ENVIRONMENT.fetch_max_bytes
FETCH_ALLOW_PRIVATE = ENVIRONMENT.fetch_allow_private

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"tokens": {"()": "workflow.config.logs.WithoutReaderTokens"}},
    "formatters": {"events": {"()": "workflow.config.logs.KeyValues"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["tokens"]},
        "events": {
            "class": "logging.StreamHandler",
            "filters": ["tokens"],
            "formatter": "events",
        },
    },
    "loggers": {
        "workflow": {"handlers": ["events"], "level": ENVIRONMENT.log_level.value},
        "django": {"handlers": ["console"], "level": "INFO"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
