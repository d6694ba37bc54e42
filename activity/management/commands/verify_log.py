"""Checks that nobody has rewritten the log: manage.py verify_log."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from activity.verify import verify


class Command(BaseCommand):
    help = (
        "Checks the chain of every thing's events, and that the database refuses to rewrite them. Exit code 1 if not."
    )

    def handle(self, **options):
        verdict = verify()
        self.stdout.write(
            _("Events: {events}, about so many things: {things}. Broken: {broken}.").format(
                events=verdict.events, things=verdict.things, broken=verdict.broken
            )
        )
        for sentence in verdict.first:
            self.stdout.write(sentence)
        if not verdict.is_sealed:
            self.stdout.write(_("The database would let events be rewritten: run manage.py migrate."))
        if not verdict.is_sound:
            raise CommandError(_("The log does not hold."))
