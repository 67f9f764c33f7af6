"""Reads a spreadsheet of practices: says what each row would do, and does it when asked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from core.errors import Refusal
from practices.actions import carry_out, check_import
from practices.models import ImportRun
from practices.sheets.files import data_of
from practices.sheets.plan import Would, counts_of
from regions.models import Membership, Partner
from regions.reader import Reader


class Command(BaseCommand):
    """`import_practices FILE [--by E-MAIL] [--partner NUTS] [--commit] [--leave-out]`"""

    help = "Read an XLSX or CSV of practices. Without --commit nothing is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="an XLSX or CSV with headings")
        parser.add_argument(
            "--by", help="e-mail of the person who imports: the coordinator if left"
        )
        parser.add_argument("--partner", help="NUTS code, for rows that name no partner")
        parser.add_argument("--commit", action="store_true", help="carry the plan out")
        parser.add_argument(
            "--leave-out", action="store_true", help="leave out the rows that cannot be done"
        )

    def handle(self, **options: Any) -> None:
        by = self._reader(options["by"])
        partner = self._partner(options["partner"], by)
        try:
            data = data_of(self._read(options["file"]))
            run = check_import(data=data, file_name=options["file"].name, partner=partner, by=by)
            self._tell(run)
            if options["commit"]:
                run = carry_out(run=run, seen=run.sha256, leaves_out=options["leave_out"], by=by)
                self.stdout.write(f"{len(run.result['rows'])} rows imported as drafts.")
        except Refusal as refusal:
            raise CommandError(" ".join(str(each) for each in refusal.reasons)) from None

    def _reader(self, email: str | None) -> Reader:
        """The person's rights count, as on the page."""
        people = User.objects.filter(is_active=True)
        if email:
            person = people.filter(email__iexact=email).first()
        else:
            seats = Membership.objects.active().filter(is_coordinator=True)
            person = people.filter(pk__in=seats.values("user_id")).order_by("pk").first()
        if person is None:
            raise CommandError("Nobody has this address: give --by with the e-mail of a person.")
        return Reader.for_user(person.pk, is_admin=person.is_admin)

    def _partner(self, code: str | None, by: Reader) -> Partner:
        partner = Partner.objects.filter(region__code=code).first() if code else by.partner
        if partner is None:
            raise CommandError("No partner has this NUTS code: give --partner, as in SE22.")
        return partner

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from None

    def _tell(self, run: ImportRun) -> None:
        for row in run.plan["rows"]:
            said = row.get("problems") or [row.get("says", "")]
            if row["would"] == Would.CHANGE:
                said = [f"{heading}: {was!r} -> {now!r}" for heading, was, now in row["changes"]]
            if row["would"] != Would.SAME:
                words = " ".join(said)
                self.stdout.write(f"{row['row']:>5}  {row['would']:<7} {row['title']}: {words}")
        counts = counts_of(run.plan["rows"])
        self.stdout.write(", ".join(f"{number} {name}" for name, number in counts.items()) + ".")
        if run.plan["unknown"]:
            names = ", ".join(text for _place, text in run.plan["unknown"])
            self.stdout.write(f"Columns that are not known and not used: {names}.")
