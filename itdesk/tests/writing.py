"""A process that writes until it is killed: `python -m itdesk.tests.writing NAME`, one line for all that is acknowledged.

Tickets come with a file each, as attachments will: on the disk before the ticket is committed.
"""

import hashlib
import os
import sys
from pathlib import Path


def main(name):
    from django.conf import settings

    from tickets import actions
    from tickets.models import Category

    category = Category.objects.get(slug="hardware")
    folder = Path(settings.MEDIA_ROOT) / name
    folder.mkdir(parents=True, exist_ok=True)
    turn = 0
    while True:
        turn += 1
        content = os.urandom(2000 + turn)
        keep(folder / str(turn), content)
        subject = f"{name} {turn} {hashlib.sha256(content).hexdigest()}"
        ticket = actions.submit_ticket(name=name, email=f"{name}@alpha.example", subject=subject, category=category)
        print("new", ticket.pk, subject, flush=True)
        if turn % 3 == 0:
            actions.edit_ticket(ticket, by=name, priority="p1")
            print("edited", ticket.pk, ticket.version, flush=True)


def keep(path, content):
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itdesk.settings")
    import django

    django.setup()
    main(sys.argv[1])
