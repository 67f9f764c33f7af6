"""How many cases the tests of rules draw: `CLUSTERIX_PROPERTIES=thorough` tries many more."""

import os
from typing import Final

THOROUGH: Final = os.environ.get("CLUSTERIX_PROPERTIES") == "thorough"


def cases(*, daily: int, thorough: int) -> int:
    """The number of cases to draw in this run."""
    return thorough if THOROUGH else daily
