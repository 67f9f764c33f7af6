"""Erases the account of somebody who asked for it, from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from core.errors import Refusal
from regions.actions import erase_user
from regions.reader import Reader


class Command(BaseCommand):
    """`erase_user EMAIL --yes`"""

    help = "Erase an account: name, address, password and letters go, rows of record stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address the person signs in with")
        parser.add_argument("--yes", action="store_true", help="do it; it cannot be undone")

    def handle(self, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has an account with the address {options['email']}.")
        if not options["yes"]:
            raise CommandError(
                f"The account of {user.name} would be erased for good: add --yes to do it."
            )
        try:
            erase_user(by=Reader.system(), user=user)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("The account is erased; rows of record stay without a name.")
