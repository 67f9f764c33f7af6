"""The first chapters are loaded once for all files here; each adds its own and takes them back."""

import dataclasses
from contextlib import contextmanager
from datetime import date

import pytest

from clusterix.demonstration import catalogue, meetings, people
from clusterix.demonstration.context import Demo
from clusterix.tests.rights.ask import undone
from core.mail import nothing_sent

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="package")
def beginning(django_db_setup, django_db_blocker, settings_for_tests):
    """People, the catalogue and their meetings."""
    with django_db_blocker.unblock(), undone(), nothing_sent():
        story = Demo(today=TODAY, say=lambda _line: None)
        for chapter in (people, catalogue, meetings):
            chapter.load(story)
        yield story


@pytest.fixture(scope="package")
def told(beginning):
    """`with told(questions) as demo:` the story with these chapters, until the block ends."""

    @contextmanager
    def telling(*chapters):
        with undone(), nothing_sent():
            story = dataclasses.replace(
                beginning,
                **{
                    each.name: dict(getattr(beginning, each.name))
                    for each in dataclasses.fields(beginning)
                    if isinstance(getattr(beginning, each.name), dict)
                },
            )
            for chapter in chapters:
                chapter.load(story)
            yield story

    return telling
