"""Adds a made-up desk of any size: manage.py load_sample --tickets 1000000 --assets 100000 --people 50000."""

from datetime import UTC, datetime

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from tickets.sample.load import NotWanted, load


class Command(BaseCommand):
    help = (
        "Adds made-up people, assets and tickets with their messages and history, to see how the desk behaves when it is "
        "large. A ticket takes about half a millisecond of processor time on SQLite, half of it without messages: "
        "a million take minutes."
    )

    def add_arguments(self, parser):
        parser.add_argument("--tickets", type=int, default=100_000)
        parser.add_argument("--assets", type=int, default=10_000)
        parser.add_argument("--people", type=int, default=5_000)
        parser.add_argument(
            "--messages", type=float, default=3.5, help="of a ticket, on average; 0 for none (default 3.5)"
        )
        parser.add_argument("--seed", type=int, default=17, help="another one makes other tickets")
        parser.add_argument("--until", type=_day, help="the last day, as 2026-11-22; today unless given")
        parser.add_argument("--password", help="for the sample's agents; without it nobody can log in as one")
        parser.add_argument("--anyway", action="store_true", help="also where people work: it can't be taken back")

    def handle(self, *, tickets, assets, people, messages, seed, until, password, anyway, **options):
        until = until or timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
        numbers = {"tickets": tickets, "assets": assets, "people": people, "messages": messages}
        try:
            loaded = load(**numbers, seed=seed, until=until, password=password, anyway=anyway, progress=self.progress)
        except (NotWanted, ValueError, DatabaseError) as refusal:
            raise CommandError(str(refusal)) from None
        made = _("{tickets:,} tickets, {people:,} people, {assets:,} assets, {messages:,} messages, {events:,} events")
        self.stdout.write(
            _("{made} in {seconds:.0f} s.").format(made=made.format(**vars(loaded)), seconds=loaded.seconds)
        )

    def progress(self, done, of):
        if self.stdout.isatty():
            bar = "█" * (30 * done // of)
            self.stdout.write(f"\r{bar:<30} {done:,} / {of:,} ", ending="\n" if done == of else "")
            self.stdout.flush()


def _day(text):
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
