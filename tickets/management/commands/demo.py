"""Fills an empty desk with demo data."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tickets.demo.cast import HR_CODE, TEST_DRIVE
from tickets.demo.fill import NotWanted, fill_desk


class Command(BaseCommand):
    help = "Fills an empty desk with a year of made-up tickets, assets and people (only with ITDESK_DEMO=1)."

    def handle(self, **options):
        try:
            filled = fill_desk(progress=self.progress)
        except NotWanted as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(_summary(filled))

    def progress(self, done, of):
        if self.stdout.isatty():
            self.stdout.write(f"\r{_('Filling the desk:')} {done:,} / {of:,}", ending="\n" if done == of else "")
            self.stdout.flush()


def _summary(filled):
    made = (
        "{agents} agents, {people} people, {assets} assets, {tickets:,} tickets, {events:,} events in {seconds:.0f} s."
    )
    return "\n".join(
        [
            _("Demo data:") + " " + _(made).format(**vars(filled)),
            _("  Agent      {username} / {password}").format(**TEST_DRIVE),
            _("  Superuser  admin / {password}  (shown this once)").format(password=filled.superuser_password),
            _("  HR code    {code}").format(code=HR_CODE),
        ]
    )
