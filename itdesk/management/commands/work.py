"""The worker alone: what has to be done outside of requests. `manage.py desk` starts one beside the web processes."""

import os

from django.core.management import BaseCommand

from itdesk import worker
from itdesk.parent import end_with_parent

NICER = 5  # than the web processes: whoever waits for a page goes first, and a mail, which takes longer to make, after


class Command(BaseCommand):
    help = "Does what is due outside of requests until it is stopped (Ctrl+C or SIGTERM): closes what was solved, cleans up."
    requires_system_checks = []  # they would load every page

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do everything once, now, and end")
        parser.add_argument("--child", action="store_true", help="end with the process that started this (for desk)")

    def handle(self, *, once, child, **options):
        if child:
            end_with_parent()
        if once:
            worker.run_once()
        else:
            os.nice(NICER)
            worker.run()
