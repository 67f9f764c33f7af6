"""The door for web servers."""

import os
import sys

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

# With this code gunicorn's master ends instead of starting the worker again for ever.
CANNOT_START = 4


def load() -> WSGIHandler:
    """The application; a wrong setting ends the process with its sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusterix.settings")
    try:
        return get_wsgi_application()
    except SystemExit as refusal:
        sys.stderr.write(f"{refusal.code}\n")
        raise SystemExit(CANNOT_START) from None


application = load()
