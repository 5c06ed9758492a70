"""Settings of STP Network; every environment variable is described in docs/settings.md."""

from pathlib import Path
from typing import Any

from celery.schedules import crontab
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from stpnet import embedded, env, logs

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))
DEMO = env.flag("STPNET_DEMO")
DEBUG = env.flag("DEBUG")

# Without a database address this is one person's own machine: embedded servers, plain http on localhost.
LOCAL = not env.text("DATABASE_URL", "")
SECRET_KEY = env.local_secret(DATA_DIR / "secret-key") if LOCAL else env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
# What second steps keep in the database is closed with the first of these; every one of them opens it.
MFA_KEYS = env.words("MFA_KEYS", env.local_secret(DATA_DIR / "mfa-key", "MFA_KEYS") if LOCAL else None)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1")
# Where people reach the site; used in mail sent without a request.
SITE_URL = env.text("SITE_URL", f"http://localhost:{env.text('PORT', '8000')}")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

# Applications. Public ones first; no application is in both lists, so no table name exists twice.
SHARED_APPS = [
    "organizations",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # The field of words to search in asks for it.
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "charts",
    "documents",
]
TENANT_APPS = ["audit", "members", "activities", "ladders", "conversations", "imports", "experiments", "dashboards"]
INSTALLED_APPS = ["whitenoise.runserver_nostatic", *SHARED_APPS, *TENANT_APPS, "demo"]
TENANT_MODEL = "organizations.Organization"

MIDDLEWARE = [
    "stpnet.logs.requests.RequestLogMiddleware",
    "stpnet.draining.DrainMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages need it. On each of a page's files it would be a quarter of a kilobyte, and say nothing.
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    # Pages vary in length at random and tokens are masked, which is Django's answer to guessing by length.
    "django.middleware.gzip.GZipMiddleware",
    "stpnet.brotli.BrotliMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "organizations.signing_in.sessions.LastUsedMiddleware",
    "organizations.signing_in.whose.WhoseMiddleware",
    "organizations.middleware.OrganizationMiddleware",
    "members.middleware.MemberMiddleware",
    "conversations.middleware.FirstWeekMiddleware",
    "audit.middleware.ReadEventMiddleware",
]
ROOT_URLCONF = "stpnet.urls"
WSGI_APPLICATION = "stpnet.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "organizations.context.frame",
                "demo.context.people",
            ],
            "builtins": ["organizations.templatetags.frame"],
        },
    }
]

# Database: two logins. The owner makes schemas, roles and tables; the application owns nothing.
_own_server = {"NAME": "stpnet", "HOST": "embedded", "PORT": "5432", "PASSWORD": ""}
_app: dict[str, Any] = {**_own_server, "USER": "stp_app"}
_owner: dict[str, Any] = {**_own_server, "USER": "stp_owner"}
if not LOCAL:
    _app = env.database(env.text("DATABASE_URL"), password=env.text("DATABASE_PASSWORD", ""))
    # Web and worker run without the owner's login: who breaks into them does not find it.
    _owner_url = env.text("DATABASE_OWNER_URL", "")
    _owner = env.database(_owner_url, password=env.text("DATABASE_OWNER_PASSWORD", "")) if _owner_url else {}
# A statement that runs for longer is ended, and a transaction in which nothing happens for twice as long.
STATEMENT_SECONDS = env.number("STATEMENT_SECONDS", 300)
_limits = f"-c statement_timeout={STATEMENT_SECONDS}s -c idle_in_transaction_session_timeout={2 * STATEMENT_SECONDS}s"
_options: dict[str, str] = _app.pop("OPTIONS", {})
DATABASES = {
    "default": {
        "ENGINE": "stpnet.db",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**_options, "options": _limits},
        **_app,
    }
}
# Migrations and new organizations take the time they need.
DATABASE_OWNER = {**{key: _owner[key] for key in ("USER", "PASSWORD")}, "OPTIONS": _options} if _owner else {}
APP_LOGIN = _app["USER"]
# Only where a server lets nobody make roles: one wall less between organizations, and every start says so.
ORGANIZATION_ROLES = env.flag("ORGANIZATION_ROLES", default=True)
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in: limits of failed attempts must hold across organizations, hence one shared cache in the public schema.
CACHES = {
    "default": {
        "BACKEND": "organizations.signing_in.limits.LimitCache",
        "LOCATION": "public_cache",
        # Above this, rows still in force are dropped: a stranger could make enough addresses up to be forgotten.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "organizations:choose"
ACCOUNT_ADAPTER = "organizations.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Kept by organizations.signing_in.sessions, which ends a sign-in after 30 days or 12 hours.
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_FORMS = {
    "login": "organizations.signing_in.forms.LoginForm",
    "reset_password": "organizations.signing_in.forms.ResetForm",
    "signup": "organizations.signing_in.passwords.NewAccountForm",
    "change_password": "organizations.signing_in.passwords.ChangeForm",
    "set_password": "organizations.signing_in.passwords.FirstPasswordForm",
    "reset_password_from_key": "organizations.signing_in.passwords.AfterResetForm",
}
MFA_ADAPTER = "organizations.signing_in.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "STP Network"
# One half minute either way: for slow fingers and clocks. organizations.signing_in.forms sees to once only.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "organizations.signing_in.forms.CodeForm",
    "reauthenticate": "organizations.signing_in.forms.CodeAgainForm",
    "activate_totp": "organizations.signing_in.forms.AppForm",
    "add_webauthn": "organizations.signing_in.forms.NewPasskeyForm",
    "edit_webauthn": "organizations.signing_in.forms.RenamePasskeyForm",
    "authenticate_webauthn": "organizations.signing_in.forms.PasskeyForm",
    "login_webauthn": "organizations.signing_in.forms.PasskeySignInForm",
    "reauthenticate_webauthn": "organizations.signing_in.forms.PasskeyAgainForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)

# Cookies and headers.
SECURE = env.flag("SECURE", default=not LOCAL)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_FAILURE_VIEW = "organizations.errors.csrf_failure"
SECURE_HSTS_SECONDS = 366 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.number("TRUSTED_PROXIES", 0) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# Of the eight threads of a web process, how many one organization may take: the others stay for the others.
ORGANIZATION_THREADS = env.number("ORGANIZATION_THREADS", 4)

# Who runs this site and in which country it stands: groups read it beside what is held about them.
HOSTED_BY = env.text("HOSTED_BY", "")

# Language, time, files.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
# An address written without a scheme, as www.example.org, becomes a link by the safe one.
URLIZE_ASSUME_HTTPS = True
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_DIR", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "stpnet.static_files.StaticFiles"},
}
MEDIA_ROOT = DATA_DIR / "uploads"
# Letters beyond Latin on paper; the Latin font comes along.
PDF_FONT_DIRS = env.words("PDF_FONT_DIRS", "/usr/share/fonts")
UPLOAD_LIMIT = env.number("UPLOAD_LIMIT_MB", 200) * 1024 * 1024
# All files of one organization together: what was uploaded, and lists made for an hour.
FILES_LIMIT = env.number("ORGANIZATION_FILES_MB", 2000) * 1024 * 1024
FILES_MOST = env.number("ORGANIZATION_FILES", 10_000)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# Mail waits in the database; a worker hands it to the server: SMTP, or files on one's own machine and in the demo.
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM", "STP Network <no-reply@localhost>")
MAILERS = {
    "default": {"BACKEND": "organizations.outbox.OutboxBackend"},
    "server": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(DATA_DIR / "mail")},
    },
}
if _mail_host := env.text("MAIL_HOST", ""):
    MAILERS["server"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": _mail_host,
            "port": env.number("MAIL_PORT", 587),
            "username": env.text("MAIL_USER", ""),
            "password": env.text("MAIL_PASSWORD", ""),
            "use_tls": env.flag("MAIL_TLS", default=True),
            "timeout": 15,
        },
    }

# Background work. The row is the queue: a message only says "look", so losing one costs a minute, not a row.
CELERY_BROKER_URL = env.text("REDIS_URL", "") or embedded.broker_url()
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    # A page does not wait for a broker that is down: the sweeper sends again.
    "socket_connect_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_ROUTES = {f"{kind}.*": {"queue": "imports"} for kind in ("imports", "duplicates", "exports", "bulk")}
CELERY_TASK_ROUTES["reports.*"] = {"queue": "reports"}
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TIMEZONE = TIME_ZONE
SWEEP_EVERY = env.number("SWEEP_SECONDS", 30)
# A worker that says nothing for this long is taken for dead, and its work is given to another.
WORKER_SILENT_SECONDS = env.number("WORKER_SILENT_SECONDS", 180)
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "organizations.sweep", "schedule": SWEEP_EVERY},
    "mail": {"task": "organizations.send_mail", "schedule": SWEEP_EVERY},
    "clear": {"task": "organizations.clear", "schedule": crontab(hour=3, minute=7)},
    "end": {"task": "organizations.end", "schedule": crontab(hour=3, minute=17)},
    "propose": {"task": "ladders.propose_everywhere", "schedule": crontab(hour=3, minute=37)},
    "digests": {"task": "conversations.send_all_digests", "schedule": 300},
}

# Logs carry ids, never names, addresses or query strings.
LOGGING = logs.config()
