"""Makes a backup of the desk, which may go on working meanwhile."""

from pathlib import Path

from django.core.management import BaseCommand

from itdesk.backup import restoring
from itdesk.backup.saying import failing_in_one_line, progress_on, sentence_of
from itdesk.backup.taking import take_backup


class Command(BaseCommand):
    requires_system_checks = []  # what is wrong with the settings is no reason to go without
    help = "Writes one archive with everything that the desk knows. Exit code 0: done; 1: it is no good; 2: it could not be."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that is not there yet, or a folder")
        parser.add_argument("--check", action="store_true", help="prove it: restore a copy of it aside")

    def handle(self, *, file, check, **options):
        progress = progress_on(self.stderr)
        with failing_in_one_line():
            path, manifest = take_backup(file, progress=lambda done, of: progress("Saving", done, of))
            self.stdout.write(f"{path}: {manifest.all_rows:,} rows, {path.stat().st_size:,} bytes.")
            if check:
                self.stdout.write(sentence_of(restoring.check(path, progress=progress)))
