"""Finds the system's Chromium for the browser journeys."""

import os
import shutil
from collections.abc import Mapping

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW_TO_GET = (
    "There is no Chromium, so the browser journeys are skipped: install it "
    "(on Debian and Ubuntu: apt install chromium) or name one in CLUSTERIX_CHROMIUM."
)


def find_chromium(environ: Mapping[str, str] = os.environ) -> str | None:
    """The path of the browser, or None."""
    named = environ.get("CLUSTERIX_CHROMIUM", "")
    candidates = [named] if named else NAMES
    return next(filter(None, (shutil.which(each) for each in candidates)), None)
