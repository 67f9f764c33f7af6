"""The stage of the rights tests."""

from clusterix.tests.rights.conftest import stage

__all__ = ["stage"]
