"""Settings of all environments; security is in security.py, search in search.py."""

from django.utils.translation import gettext_lazy as _

from config.settings.environment import (
    LOOPBACK,
    ROOT,
    make_incoming,
    read,
    read_accelerated,
    read_database,
    read_days,
    read_number,
    read_proxies,
    read_site_url,
)
from config.settings.maps import read_embed_sites, read_tiles
from config.settings.search import read_elasticsearch, search_backends, search_engine
from config.settings.security import *  # noqa: F403 -- one flat settings namespace

ROOT_DIR = ROOT
VAR_DIR = (ROOT / (read("str", "VAR_DIR", "") or "var")).resolve()
SITE_URL = read_site_url()
ALLOWED_HOSTS = [*LOOPBACK, SITE_URL.split("//")[1].rsplit(":", 1)[0], *read("list", "ALLOWED_HOSTS", [])]
TRUSTED_PROXIES = read_proxies()
DEBUG = False

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "characters",
    "accounts",
    "page_cache",
    "media",
    "directory",
    "core",
    "subscriptions",
    "knowledge",
    "talkshows",
    "publications",
    "search",
    "editorial",
    "open_data",
    "maps",
    "demo",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.contrib.forms",  # existing installations have its table and URLs
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # Dutch translations of Wagtail's “4 hours ago”
]

MIDDLEWARE = [
    "config.middleware.stored_files",
    "config.middleware.trusted_proxy",
    "page_cache.middleware.PageCacheMiddleware",
    "config.middleware.response_headers",
    "config.middleware.SiteCSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.LoopbackSecurityMiddleware",
    "config.middleware.refuse_hostile_input",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.TextCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.EditingMiddleware",
    "config.middleware.ErrorPagesMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
# What config.middleware.EditingMiddleware passes on to, in this order.
EDITING_MIDDLEWARE = [
    "editorial.kept_form.KeptFormMiddleware",
    "editorial.refusals.RefusalMiddleware",
    "editorial.completeness.side_panel.CompletenessPanelMiddleware",
    "talkshows.consent.revision_access.RevisionAccessMiddleware",
    "media.public_use.middleware.FilesInUseMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "NAME": "django",
        "BACKEND": "characters.cleaning.CleanTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "config.template_loader.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.listings.navigation.site",
            ],
            "builtins": ["core.templatetags.site_tags"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

DATABASES = {"default": read_database(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Without Redis, a folder: the rate limit of logins must be shared by all processes.
CACHES = {
    "default": (
        {"BACKEND": "config.cache_backends.OptionalRedisCache", "LOCATION": read("str", "CACHE_URL")}
        if read("str", "CACHE_URL", "")
        else {
            "BACKEND": "config.cache_backends.FolderCache",
            "LOCATION": VAR_DIR / "cache",
            "OPTIONS": {"MAX_ENTRIES": 5000},
        }
    )
}
# Answers to anonymous readers that are kept until something changes (page_cache), and how much memory each process gives them.
PAGE_CACHE = read("bool", "PAGE_CACHE", True)
PAGE_CACHE_BYTES = 32 * 1024 * 1024
# How long pages are made ready before the server starts (0: not at all).
PAGE_CACHE_FILL_SECONDS = read_number("PAGE_CACHE_FILL_SECONDS", 30, 0, 3600)
WEB_WORKERS = read_number("WEB_WORKERS", 2, 1, 256)  # processes of the web server
# A task is stored in the transaction that queues it, so it is not lost.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Days that the worker keeps the rows of ended tasks.
TASK_KEEP_DAYS = read_days("TASK_KEEP_DAYS", 1)
FAILED_TASK_KEEP_DAYS = read_days("FAILED_TASK_KEEP_DAYS", 14)

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "site" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"  # date input formats

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
STATICFILES_FINDERS = [
    "config.staticfiles.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
X_ACCEL_REDIRECT = read_accelerated()
STORAGES = {
    "default": {"BACKEND": "media.uploads.storage.AtomicFileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "config.upload_handlers.RoomCheckingUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = make_incoming(VAR_DIR)  # the system's own is memory in a container, and a recording is large
FILE_UPLOAD_PERMISSIONS = 0o600  # one user reads and writes: server, worker and whitenoise
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

CHECK_LINKS = read(
    "bool", "CHECK_LINKS", True
)  # addresses of other sites are asked once a week whether they still work

if read("str", "EMAIL_HOST", ""):
    EMAIL_HOST = read("str", "EMAIL_HOST")
    EMAIL_PORT = read_number("EMAIL_PORT", 587, 1, 65535)
    EMAIL_HOST_USER = read("str", "EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = read("str", "EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = read("bool", "EMAIL_USE_TLS", True)
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "config.mail_files.PrivateFileBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = read("str", "EMAIL_FROM", "") or f"redactie@{SITE_URL.split('//')[1].split(':')[0]}"
# Receives messages to the editorial board, and to organisations and people without an e-mail address.
CONTACT_EMAIL = read("str", "CONTACT_EMAIL", "") or DEFAULT_FROM_EMAIL

# Days within which the board reads what a reader brought in; said to who brings something in.
BOARD_READS_WITHIN = read_days("BOARD_READS_WITHIN", 14)

# Wagtail
WAGTAIL_SITE_NAME = "Stadskennis"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
# All zones would include "localtime", which breaks the script of the account view.
WAGTAIL_USER_TIME_ZONES = ["Europe/Amsterdam", "Europe/London", "Europe/Lisbon", "Europe/Athens", "Europe/Istanbul",
                           "Africa/Casablanca", "America/Paramaribo", "America/Curacao", "America/New_York", "UTC"]  # fmt: skip
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/beheer/login/"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "editorial.rich_text.FieldDraftailArea"}}
WAGTAILADMIN_RECENT_EDITS_LIMIT = 8
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Who is in the group of a step gets its mail; an administrator who is not would get two of every submission, also the own ones.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Approving from the edit view saves first; with True that edit would require the same approval again.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.finish.publish_approved_revision"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_MODEL = "media.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.uploads.forms.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic", "heif", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "media.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.uploads.forms.SiteDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "media.SiteMedia",
    "MEDIA_FORM_BASE": "media.uploads.forms.SiteMediaForm",
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg", "opus", "wav"],
    "VIDEO_EXTENSIONS": ["mp4", "webm", "m4v"],
}
WAGTAILEMBEDS_FINDERS: list = []  # the server fetches nothing from other sites
WAGTAILEMBEDS_RESPONSIVE_HTML = False
MAP_TILES = read_tiles()
MAP_TILES_CREDIT = read("str", "MAP_TILES_CREDIT", "")
EMBED_SITES = read_embed_sites()
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
SEARCH_ENGINE = search_engine(DATABASES["default"])
ELASTICSEARCH = read_elasticsearch(VAR_DIR)
WAGTAILSEARCH_BACKENDS = search_backends(SEARCH_ENGINE, DATABASES["default"], ELASTICSEARCH)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_personal_data": {"()": "config.log_filters.PersonalDataFilter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_personal_data"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.request": {"level": "ERROR"},
    },
}
