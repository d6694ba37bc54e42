"""A file's life: kept in a basket, claimed by what is sent, or swept away."""

import hashlib
import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from tickets.files import limits, lost, scanning
from tickets.files.names import name_of
from tickets.files.storage import new_place
from tickets.files.types import HEAD, type_of
from tickets.models import Attachment

KEPT_FOR_STRANGERS = timedelta(days=2)  # a form waits no longer for its files
KEPT_FOR_AGENTS = timedelta(days=30)
SWEPT_AT_ONCE = 100
log = logging.getLogger(__name__)


class NotTaken(Exception):
    """A file that is not kept; str() says why, to a person."""


def keep(upload, *, basket, agent):
    """The Attachment, waiting in the basket, of an uploaded file (Django's UploadedFile), whose content is safe by then.

    The same file twice in a basket is kept once. Raises NotTaken.
    """
    name = name_of(upload.name or "")
    if not upload.size:
        raise NotTaken(_("{name} was not attached: it is empty.").format(name=name))
    if upload.size > limits.LARGEST:
        raise NotTaken(limits.too_large(name))
    head, digest = _read(upload)
    in_it = Attachment.objects.waiting().filter(basket=basket, agent=agent)
    if before := in_it.filter(sha256=digest, name=name).first():
        return before
    there = {(name, digest): size for name, digest, size in in_it.values_list("name", "sha256", "size")}
    if len(there) >= limits.MOST_FILES or sum(there.values()) + upload.size > limits.MOST_BYTES:
        raise NotTaken(limits.too_many(name))
    _refuse_what_is_harmful(upload, name)
    upload.seek(0)
    place = default_storage.save(new_place(), upload)
    return Attachment.objects.create(
        basket=basket, agent=agent, name=name, size=upload.size, type=type_of(head), sha256=digest, kept_as=place,
        uploaded_at=timezone.now(),
    )  # fmt: skip


def pointers(files):
    """What the event that brings these files has in its details."""
    return {"attachments": [file.pk for file in files]} if files else {}


def claim(files, *, ticket, message=None):
    """Within the transaction that makes the ticket or the message: what waited goes with it, and its twins are gone.

    Raises ValidationError ({"attachments": messages}) when one was sent with something else, taken off or swept
    meanwhile, or the ticket has as much as it may have.
    """
    if not files:
        return
    waiting = Attachment.objects.waiting().filter(pk__in=[file.pk for file in files])
    if waiting.update(ticket=ticket, message=message) != len(files):
        said = _("One of the files is no longer there, or went with an earlier message. Attach it again.")
        raise ValidationError({"attachments": [said]})
    forget_twins(files)
    there = ticket.attachments.all()
    number, length = there.count(), there.aggregate(all=Sum("size"))["all"]
    if number > limits.MOST_FILES_OF_A_TICKET or length > limits.MOST_BYTES_OF_A_TICKET:
        said = _("This ticket has as many files as it may have: {number}, or {size}.").format(
            number=limits.MOST_FILES_OF_A_TICKET, size=filesizeformat(limits.MOST_BYTES_OF_A_TICKET)
        )
        raise ValidationError({"attachments": [said]})


def forget_twins(files):
    """Within a transaction: what else waits in the same basket and is one of these files waits no longer.

    A form that is sent twice at once brings each file twice, and agents have one basket for all that they say on a ticket:
    what is left in it goes with their next message.
    """
    if files:
        places = _forget(_alike(files).values_list("pk", "kept_as"))
        transaction.on_commit(lambda: _delete(places), robust=True)  # what is not deleted is swept as lost


def give_back(message):
    """The files of a message that is taken back wait again, in the basket that they came from."""
    message.attachments.update(ticket=None, message=None)


def sweep(most=SWEPT_AT_ONCE):
    """Take away up to so many files that waited too long; how many. For the worker; safe beside people at work."""
    now = timezone.now()
    old = Attachment.objects.waiting().filter(uploaded_at__lt=now - KEPT_FOR_STRANGERS, agent=None)
    old = old | Attachment.objects.waiting().filter(uploaded_at__lt=now - KEPT_FOR_AGENTS)
    return drop(old.order_by("uploaded_at"), most)


def drop(waiting, most=limits.MOST_FILES):
    """Forget up to so many files of a queryset of waiting ones; how many. First the row, then the content."""
    with transaction.atomic():
        places = _forget(waiting.values_list("pk", "kept_as")[:most])
    _delete(places)
    return len(places)


def take_off(files):
    """Waiting files are not wanted after all, nor their twins, which nobody was shown."""
    if files:
        drop(_alike(files), most=None)


def _alike(files):
    """Those that wait in the basket of one of these files, have its name and its content: itself, and its twins."""
    alike = Q()
    for file in files:
        alike |= Q(basket=file.basket, agent=file.agent_id, name=file.name, sha256=file.sha256)
    return Attachment.objects.waiting().filter(alike)


def _forget(waiting):
    """Delete the rows of a queryset of (key, place), but for those that another is sending or deleting; the places."""
    rows = dict(waiting.select_for_update(skip_locked=True))
    Attachment.objects.waiting().filter(pk__in=rows).delete()
    return list(rows.values())


def _delete(places):
    for place in places:
        default_storage.delete(place)


def sweep_lost():
    """Delete contents that no row points to: what a kill -9 left; how many."""
    return lost.sweep(Attachment.objects.all())


def _read(upload):
    """(its first bytes, its SHA-256)."""
    digest, head = hashlib.sha256(), b""
    upload.seek(0)
    for chunk in upload.chunks():
        head = head or chunk[:HEAD]
        digest.update(chunk)
    return head, digest.hexdigest()


def _refuse_what_is_harmful(upload, name):
    upload.seek(0)
    try:
        found = scanning.scan(upload)
    except scanning.Unavailable as failure:
        log.error("The scanner of ITDESK_CLAMD did not answer: %s", failure)
        raise NotTaken(
            _("{name} was not attached: files cannot be checked for viruses now. Try again later.").format(name=name)
        ) from None
    if found:
        log.warning("A file was refused: clamd found %s", found)
        raise NotTaken(_("{name} was not attached: the virus scanner found {found}.").format(name=name, found=found))
