"""One command serves the desk: checks, migrations, static files, demo data for an empty desk, then the processes."""

import os

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError

from itdesk import launch


class Command(BaseCommand):
    help = "Prepares and serves the desk until it is stopped (Ctrl+C or SIGTERM)."

    def add_arguments(self, parser):
        host = os.environ.get("ITDESK_HOST", "127.0.0.1")
        parser.add_argument("--host", default=host, help="the address to listen on (ITDESK_HOST, otherwise 127.0.0.1)")

    def handle(self, *args, host, **options):
        try:
            launch.refuse_taken_port(host, settings.PORT)
            with launch.preparing_alone(self.stdout.write):
                self.prepare()
        except (launch.CannotListen, launch.NoDatabase) as refusal:
            raise CommandError(str(refusal)) from None
        except OperationalError as failure:
            raise CommandError(f"The database cannot be prepared: {str(failure).strip()}") from None
        launch.become_supervisor(host=host)

    def prepare(self):
        launch.close_to_others()
        if launch.migrate():
            self.stdout.write("The database is up to date.")
        if launch.publish_static_files():
            self.stdout.write("Static files are collected.")
        if settings.DEMO and launch.is_empty():
            self.stdout.write("The desk is empty: filling it with demo data ...")
            call_command("demo", stdout=self.stdout)
