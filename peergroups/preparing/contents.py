"""Which contents of the storage are papers of sessions: they are not removed at night."""

from collections.abc import Collection

from peergroups.models import Paper


def kept_contents(contents: Collection[str]) -> set[str]:
    """Those of these contents that are papers, too."""
    found = Paper.objects.filter(sha256__in=contents)
    return set(found.values_list("sha256", flat=True))
