"""Whether the whole memory still holds: the seal, every thing's chain, and that no chain has lost its end."""

from dataclasses import dataclass, field
from itertools import chain, groupby

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from activity import history, seal
from activity.models import Event, Recorded

AT_ONCE = 1000  # events held in memory
SHOWN = 20


@dataclass
class Verdict:
    """What was found. first: a sentence for each of the first SHOWN broken things."""

    is_sealed: bool
    events: int = 0
    things: int = 0
    broken: int = 0
    first: list[str] = field(default_factory=list)

    @property
    def is_sound(self):
        return self.is_sealed and not self.broken


def verify():
    """Walk through the log once, in the order of its index; the Verdict."""
    verdict = Verdict(is_sealed=seal.is_in_place())
    for sentence in chain(_broken_chains(verdict), _lost_ends()):
        verdict.broken += 1
        if len(verdict.first) < SHOWN:
            verdict.first.append(sentence)
    return verdict


def complaints():
    """For BACKUP_PROOFS: what is broken in the log of a restored desk, the first of it in sentences."""
    verdict = verify()
    if not verdict.is_sealed:
        yield _("The database would let events be rewritten: run manage.py migrate.")
    yield from verdict.first


def _broken_chains(verdict):
    for (kind, key), events in groupby(_counted(verdict), lambda event: (event.subject_type_id, event.subject_id)):
        verdict.things += 1
        if broken := history.first_broken_of(events):
            label = ".".join(ContentType.objects.get_for_id(kind).natural_key())
            yield _("{kind} {key}: event {event} (version {version}) does not add up.").format(
                kind=label, key=key, event=broken.pk, version=broken.version
            )


def _counted(verdict):
    for event in Event.objects.order_by("subject_type_id", "subject_id", "version").iterator(AT_ONCE):
        verdict.events += 1
        yield event


def _lost_ends():
    """Things whose own version is not that of their last event: no chain can miss its end by itself."""
    for model in apps.get_models():
        if not issubclass(model, Recorded):
            continue
        kind = ContentType.objects.get_for_model(model)
        about = Event.objects.filter(subject_type=kind, subject_id=OuterRef("pk")).order_by("-version")
        things = model._base_manager.annotate(last=Coalesce(Subquery(about.values("version")[:1]), 0))
        for key, version, last in things.exclude(version=F("last")).values_list("pk", "version", "last").iterator():
            yield _("{kind} {key}: is at version {version}, its events end at {last}.").format(
                kind=model._meta.label_lower, key=key, version=version, last=last
            )
