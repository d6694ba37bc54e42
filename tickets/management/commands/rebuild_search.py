"""Makes what the search finds anew, or says whether it is true."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from itdesk.searching.index import Damaged
from tickets import search
from tickets.models import Ticket


class Command(BaseCommand):
    help = (
        "Compares what the search finds with the tickets and mends what differs, while the desk is at work. May be stopped "
        "and started again at any time. With --check it only compares, and ends with 1 where something differs."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="compare, and change nothing")

    def handle(self, *, check, **options):
        self.tickets = Ticket.objects.count()
        if check:
            self.check_all()
        else:
            mended = search.mend(self.progress)
            self.stdout.write(
                _("{tickets:,} tickets, {mended:,} of them mended.").format(tickets=self.tickets, mended=mended)
            )

    def check_all(self):
        """Raises CommandError where something differs."""
        differing = sum(1 for _number in search.differences(self.progress))
        if differing:
            raise CommandError(_("{number:,} tickets are not found by what they say.").format(number=differing))
        try:
            for index in search.INDEXES:
                index.examine()
        except Damaged as error:
            raise CommandError(_("An index is damaged: {error}").format(error=error)) from error
        self.stdout.write(_("{tickets:,} tickets are found by what they say.").format(tickets=self.tickets))

    def progress(self, done):
        if self.stdout.isatty():
            words = _("Comparing: {done:,} / {of:,}").format(done=done, of=self.tickets)
            self.stdout.write(f"\r{words}", ending="\n" if done >= self.tickets else "")
            self.stdout.flush()
