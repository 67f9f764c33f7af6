"""Prints the one-time link for setting up an empty instance."""

from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse

from clusterix.setup.actions import IsSetUp, make_setup_link
from core.links import absolute
from regions.reader import Reader


class Command(BaseCommand):
    """`setup_link`"""

    help = "Print a one-time link for setting up this place; earlier unused links end."

    def handle(self, **options: Any) -> None:
        try:
            _link, token = make_setup_link(by=Reader.system())
        except IsSetUp:
            self.stdout.write("This place is set up already: sign in with your account.")
            return
        self.stdout.write("Set up your partnership here; the link works once:")
        self.stdout.write(f"  {absolute(reverse('setup', args=[token]))}")
