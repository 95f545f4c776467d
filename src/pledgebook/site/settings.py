"""The settings of Django. What differs between installations comes from the environment
(site.environment)."""

from __future__ import annotations

from pledgebook.site import environment
from pledgebook.site.addresses import database_settings as database_settings

SECRET_KEY = environment.secret_key()
DEBUG = False
ALLOWED_HOSTS = environment.listed("PLEDGEBOOK_HOSTS", ("127.0.0.1", "localhost", "[::1]"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "pledgebook.ledger",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

DATABASES = {"default": database_settings(environment.database_address())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "ledger.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"

# Only somebody who serves plain HTTP on purpose, on the loopback address, switches these off.
_ENCRYPTED = not environment.flag("PLEDGEBOOK_PLAIN_HTTP")
SECURE_SSL_REDIRECT = _ENCRYPTED
SESSION_COOKIE_SECURE = _ENCRYPTED
CSRF_COOKIE_SECURE = _ENCRYPTED
SECURE_HSTS_SECONDS = 31_536_000 if _ENCRYPTED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _ENCRYPTED
SECURE_HSTS_PRELOAD = _ENCRYPTED
