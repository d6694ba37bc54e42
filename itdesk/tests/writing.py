"""A process that writes until it is killed: `python -m itdesk.tests.writing NAME`, one line for all that is acknowledged.

Tickets come with a file each, which is on the disk before the ticket is committed.
"""

import hashlib
import os
import sys


def main(name):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tickets import actions, files
    from tickets.models import Category

    category = Category.objects.get(slug="hardware")
    turn = 0
    while True:
        turn += 1
        content = os.urandom(2000 + turn)
        file = files.keep(SimpleUploadedFile(f"{turn}.bin", content), basket=name, agent=None)
        subject = f"{name} {turn} {hashlib.sha256(content).hexdigest()} {file.kept_as}"
        ticket = actions.submit_ticket(
            name=name, email=f"{name}@alpha.example", subject=subject, category=category, attached=[file]
        )
        print("new", ticket.pk, subject, flush=True)
        if turn % 3 == 0:
            actions.edit_ticket(ticket, by=name, priority="p1")
            print("edited", ticket.pk, ticket.version, flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itdesk.settings")
    import django

    django.setup()
    main(sys.argv[1])
