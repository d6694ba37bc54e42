"""Editing a recorded thing in a form: nothing typed is lost, different fields merge, the same field asks.

The form carries only `seen`, the version that the agent was shown. See architecture: "Conflict".
"""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from activity import record, timeline
from activity.models import Event
from itdesk.web import Modal


class EditForm(forms.Form):
    """A form over a recorded thing. Subclasses give `start(thing)`: what its fields show, as initial values.

    ANSWERS: the form field that answers for a tracked field, where the two have different names.
    """

    ANSWERS: dict[str, str] = {}
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args, thing, **kwargs):
        self.thing = thing
        super().__init__(*args, initial={**self.start(thing), "seen": thing.version}, **kwargs)

    def start(self, thing):
        raise NotImplementedError

    def values(self):
        """What the agent's answers change, as the action takes it: the fields that differ from what is there now."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "seen"}

    def clean(self):
        """An old flaw that nobody touched is no error: an imported row can still be worked."""
        for name in [name for name in self.errors if name in self.fields and name != "seen"]:
            if name not in self.changed_data:
                del self._errors[name]
                self.cleaned_data[name] = self.initial.get(name)
        return self.cleaned_data

    def caught_up(self, conflict):
        """The same form over the thing as it stands now, with the agent's own changes laid over it."""
        fresh = type(self)(thing=conflict.subject)
        answers = {name: fresh[name].value() for name in fresh.fields}
        own = {self.ANSWERS.get(name, name) for name in conflict.mine}
        data = self.data.copy()
        for name, shown in answers.items():
            if name == "seen" or name not in own:
                posted = fresh.fields[name].widget.format_value(shown)
                data.setlist(name, posted if isinstance(posted, list) else [posted or ""])
        return type(self)(data, thing=conflict.subject)


@dataclass(frozen=True)
class Clash:
    """One field that two people changed: both values, in words and as the form posts them."""

    name: str
    label: str
    was: str
    mine: str
    mine_posted: str
    theirs: str
    theirs_posted: str
    who: str
    is_long: bool


class Editing(Modal, FormView):
    """The edit window of a recorded thing. Subclasses: form_class, template_name, get_thing(), act(form), said(event)."""

    def get_thing(self):
        raise NotImplementedError

    def act(self, form):
        """Carry out the form with one action; the event or None."""
        raise NotImplementedError

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.thing = None

    def dispatch(self, request, *args, **kwargs):
        self.thing = self.get_thing()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "thing": self.thing}

    def get_initial(self):
        return {}

    def get_form(self, form_class=None):
        kwargs = self.get_form_kwargs()
        kwargs.pop("initial", None)
        return (form_class or self.form_class)(**kwargs)

    def form_valid(self, form):
        seen = form.cleaned_data["seen"]
        try:
            event = self.act(form)
        except record.Conflict as conflict:
            return self.ask(form, conflict)
        except ValidationError as refused:
            for name, messages in refused.message_dict.items():
                form.add_error(form.ANSWERS.get(name, name), messages)
            return self.form_invalid(form)
        said = " ".join(filter(None, [self.said(event), self.merged(event, seen)]))
        return self.done(said, url=self.thing.get_absolute_url(), undo=event)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def said(self, event):
        return _("{thing} saved.").format(thing=self.thing) if event else _("Nothing to save: it is already so.")

    def merged(self, event, seen):
        """What to say about others' changes that this save kept; "" when there were none."""
        newest = event.version if event else self.thing.version + 1
        between = Event.objects.about(self.thing).filter(version__gt=seen, version__lt=newest)
        others = [other for other in between if other.actor_id != self.request.user.pk]
        kept = [
            change.label
            for entry in timeline.entries(others, subject_model=type(self.thing))
            for change in entry.changes
        ]
        if not kept:
            return ""
        words = ngettext("{who} changed {fields} while you were editing; both are kept.",
                         "{who} changed {fields} while you were editing; all are kept.", len(kept))  # fmt: skip
        names = ", ".join(dict.fromkeys(other.actor_name for other in others))
        return words.format(who=names, fields=", ".join(dict.fromkeys(kept)))

    def ask(self, form, conflict):
        """409: the current row with the agent's changes laid over it, both values of each clashing field side by side."""
        newer = list(Event.objects.about(conflict.subject).since(conflict.seen))
        clashes = clashes_of(form, conflict, newer)
        again = form.caught_up(conflict)
        again.errors.clear()
        self.thing = conflict.subject
        context = self.get_context_data(
            form=again,
            clashes=clashes,
            clashing={clash.name for clash in clashes},
            newer=timeline.entries(newer, subject_model=type(conflict.subject)),
        )
        return self.render_to_response(context, status=409)


def clashes_of(form, conflict, newer):
    """One Clash for each form field that answers for a clashing tracked field."""
    model, fresh = type(conflict.subject), type(form)(thing=conflict.subject)
    who = timeline.who_changed(newer, conflict.fields)
    clashes = {}
    for tracked in sorted(conflict.fields):
        name = form.ANSWERS.get(tracked, tracked)
        was = next((e.changes[tracked]["was"] for e in newer if tracked in e.changes), None)
        theirs = fresh[name].value()
        clashes[name] = Clash(
            name=name,
            label=str(form[name].label),
            was=timeline.in_words(model, tracked, was),
            mine=_shown(form[name], form[name].value()),
            mine_posted=form[name].value(),
            theirs=_shown(fresh[name], theirs),
            theirs_posted="" if theirs is None else theirs,
            who=who.get(tracked, ""),
            is_long=isinstance(form.fields[name].widget, forms.Textarea),
        )
    return list(clashes.values())


def _shown(bound, value):
    """A field's posted or initial value in words."""
    choices = getattr(bound.field, "choices", None)
    if choices is not None:
        return next((str(words) for key, words in choices if str(key) == str(value or "")), str(value or ""))
    return str(value or "") or _("nothing")
