"""What stands for the placeholders where a text is tried out."""

from django.conf import settings
from django.utils.translation import gettext as _

from mail.laying_out import Files, Link, Listed, Said, Scores, lay_out, names_in, subject_of
from mail.written import Written
from tickets.markdown import html_of
from tickets.models import BEST

WRITTEN = (
    "Hello Jo,\n\nplease restart the printer, and **hold the green button** for ten seconds:\n\n"
    "- the lamp blinks\n- then it prints"
)


def sample(subject, body):
    """The mail that a subject and a body make, with things that might be."""
    values = _values()
    subject = subject_of(subject, {name: values[name] for name in names_in(subject) if name in values})
    footer = [(_("Stop messages about this ticket"), f"{settings.SITE_URL}/")]
    text, html = lay_out(body, values, subject=subject, footer=footer)
    return Written(subject, text, html, to_agent=False, is_notice=True, unsubscribe="")


def _values():
    desk = f"{settings.SITE_URL}/"
    return {
        "number": "1042",
        "subject": _("Printer on the third floor jams"),
        "name": "Jo Park",
        "who": "Priya",
        "next": _("(What happens next stands here.)"),
        "username": "priya",
        "count": "3",
        "organisation": settings.ORGANISATION,
        "link": Link(desk, _("Open the ticket"), is_first=False),
        "works": Link(desk, _("It works")),
        "broken": Link(desk, _("Still broken"), is_first=False),
        "message": Said("Priya", WRITTEN, html_of(WRITTEN)),
        "files": Files(("manual.pdf (1.2 MB)",)),
        "rate": Scores(tuple((str(n), desk) for n in range(1, BEST + 1))),
        "tickets": Listed("", (("#1042 " + _("Printer on the third floor jams"), "Jo Park", desk),)),
    }
