"""What Django wants to know, from the settings of the service; the environment is read once."""

{% if accounts %}
from django.utils.csp import CSP

{% endif %}
from {{ package_name }}.adapters.database.connections import databases
from {{ package_name }}.settings import load_settings

_settings = load_settings()

SECRET_KEY = _settings.secret_key.get_secret_value()
SECRET_KEY_FALLBACKS = [each.get_secret_value() for each in _settings.secret_key_fallbacks]
# Errors are answered with problem documents everywhere; their traces are in the log.
DEBUG = False
ALLOWED_HOSTS = _settings.allowed_hosts
DATABASES = databases(_settings.database_url)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "{{ package_name }}.urls"
WSGI_APPLICATION = "{{ package_name }}.wsgi.app"
DATA_UPLOAD_MAX_MEMORY_SIZE = _settings.max_body_bytes
APPEND_SLASH = False
# `configure_logging` does it, for what is not Django's too.
LOGGING_CONFIG = None
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

INSTALLED_APPS = [
{% if accounts %}
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
{% endif %}
    "{{ package_name }}.adapters.queue",
{% for src in fragments["src/package/django_settings.py/apps"] or [] %}
{% include src %}
{% endfor %}
]

# The first surrounds the second, and so on.
MIDDLEWARE = [
    "{{ package_name }}.web.middleware.answer_head",
    "{{ package_name }}.web.middleware.add_security_headers",
    "{{ package_name }}.web.middleware.record_requests",
    "{{ package_name }}.web.problems.replace_plain_errors",
    "{{ package_name }}.web.cors.answer_other_origins",
    "{{ package_name }}.web.middleware.refuse_foreign_hosts",
    "{{ package_name }}.web.rate_limit.limit_rate",
{% if auth in ["session", "oidc"] %}
    "{{ package_name }}.web.csrf.refuse_forged",
{% endif %}
    "{{ package_name }}.web.bodies.refuse_large_bodies",
    "{{ package_name }}.web.compression.compress",
    "{{ package_name }}.web.middleware.NegotiationMiddleware",
{% if accounts %}
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "{{ package_name }}.web.middleware.AdminPolicyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
{% else %}
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
{% endif %}
]

CSRF_COOKIE_SECURE = _settings.production
CSRF_FAILURE_VIEW = "{{ package_name }}.web.problems.forbidden"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _settings.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_REFERRER_POLICY = "no-referrer"
SESSION_COOKIE_SECURE = _settings.production
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the proxy that ends TLS redirects to it
    "security.W021",  # to be in the browsers' preload list is for the domain's owner to decide
]
{% if accounts %}

# For the pages of the admin; what is no page has a stricter policy.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "/static/"
# The admin's files are served from where they are installed.
WHITENOISE_USE_FINDERS = True

AUTH_USER_MODEL = "{{ "accounts.User" if architecture == "layered" else "database.UserRow" }}"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
{% endif %}
