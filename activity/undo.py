"""Taking back what an event did, as a new event, while nothing later depends on it."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from activity import history, record
from activity.events import UNDONE
from itdesk.web import Refused


class TooLate(Refused):
    """The event can't be taken back any more; str() says why, in the reader's language."""


def undo(event, *, by):
    """Swap was and now of an undoable event through the door; the new event.

    Raises TooLate when the kind cannot be undone, a later event changed the same fields, it is undone already, something
    that it pointed to is gone, what it had then is refused today, or what must be unique (a tag, an address) belongs to
    another by now.
    """
    if not event.kind.undoable:
        raise TooLate(_("This can't be undone."))
    try:
        subject = event.subject_type.model_class()._base_manager.get(pk=event.subject_id)
        old = {name: history.value_of(subject, name, change["was"]) for name, change in event.changes.items()}
        undone = record.changed(subject, UNDONE, by=by, seen=event.version, details={"undone": event.pk}, **old)
    except record.Conflict as conflict:
        raise TooLate(_("It has been changed again since; undo that first.")) from conflict
    except IntegrityError as taken:  # a tag, an address
        raise TooLate(_("What it had then belongs to another now.")) from taken
    except ValidationError as refused:  # it had an old flaw
        raise TooLate(" ".join(refused.messages)) from refused
    except ObjectDoesNotExist as gone:
        raise TooLate(_("Something that it pointed to is gone.")) from gone
    if undone is None:
        raise TooLate(_("It is already as it was before."))
    return undone
