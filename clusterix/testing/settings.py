"""How tests differ from a real installation. There is no second settings file to drift away."""

from typing import Any, Final

FOR_TESTS: Final[dict[str, Any]] = {
    # Argon2 takes a tenth of a second and 100 MiB for each login, as it should elsewhere.
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    # Nobody runs collectstatic before a test: files keep their plain names.
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "STATIC_ROOT": None,
    "WHITENOISE_USE_FINDERS": True,
    "WHITENOISE_AUTOREFRESH": True,
    # A limit that one test used up must not stop the next.
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    # The test client and the live server speak plain HTTP, whatever the environment says.
    "SECURE_SSL_REDIRECT": False,
    "SECURE_HSTS_SECONDS": 0,
    "SECURE_PROXY_SSL_HEADER": None,
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
    "DEBUG": False,
}
