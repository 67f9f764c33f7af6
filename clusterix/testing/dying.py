"""The web application with a process that kills itself where `CLUSTERIX_DIES` says.

The file named by `CLUSTERIX_DIES` holds "before" or "after": before or after the commit of the next
POST. It is removed first, so that the process dies once.
"""

import os
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from clusterix.wsgi import application as clusterix

ORDER = Path(os.environ["CLUSTERIX_DIES"])

_commit = BaseDatabaseWrapper.commit


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer, unless it is the POST in which to die."""
    order = ORDER.read_text() if environ["REQUEST_METHOD"] == "POST" and ORDER.exists() else ""
    BaseDatabaseWrapper.commit = die if order == "before" else _commit  # type: ignore[assignment, method-assign]  # what it replaces asks for the connection
    response = clusterix(environ, start_response)
    if order == "after":
        die()
    return response


def die(*_arguments: object) -> None:
    """Like a machine that loses its power: nothing is said, nothing tidied up."""
    ORDER.unlink()
    os.kill(os.getppid(), signal.SIGKILL)  # gunicorn's master would start another worker
    os.kill(os.getpid(), signal.SIGKILL)
