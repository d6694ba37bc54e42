"""Makes a desk of a backup, or proves that it could."""

from pathlib import Path

from django.core.management import BaseCommand

from itdesk.backup import restoring
from itdesk.backup.saying import failing_in_one_line, progress_on, sentence_of
from itdesk.launch import preparing_alone


class Command(BaseCommand):
    requires_system_checks = []  # what is wrong with the settings is no reason to go without
    help = (
        "Restores a backup into an empty installation, on SQLite or PostgreSQL, whatever it was made on."
        " Exit code 0: done; 1: the backup is no good; 2: it could not be."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="what manage.py backup wrote")
        parser.add_argument("--check", action="store_true", help="only prove it, aside: the desk is left alone")

    def handle(self, *, file, check, **options):
        progress = progress_on(self.stderr)
        with failing_in_one_line():
            if check:
                restored = restoring.check(file, progress=progress)
            else:
                with preparing_alone(self.stderr.write):
                    restored = restoring.restore(file, progress=progress)
        self.stdout.write(sentence_of(restored))
