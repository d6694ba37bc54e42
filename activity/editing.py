"""Editing a recorded thing in a form: nothing typed is lost, different fields merge, the same field asks.

The form carries `seen`, the version that the agent was shown, for the door to merge by; and beside each field what it
showed, since some of that belongs to other things with versions of their own (a requester's name and address).
"""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.generic import FormView

from activity import record, timeline
from activity.models import Event
from itdesk.text import clean_text
from itdesk.web import Modal


class EditForm(forms.Form):
    """A form over a recorded thing. Subclasses give `start(thing)`: what its fields show, as initial values.

    ANSWERS: the form field that answers for a tracked field, where the two have different names.
    TOGETHER: fields that only make sense as one answer, such as a name and its address.
    """

    ANSWERS: dict[str, str] = {}
    TOGETHER: frozenset[str] = frozenset()
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args, thing, **kwargs):
        self.thing = thing
        super().__init__(*args, initial={**self.start(thing), "seen": thing.version}, **kwargs)
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "seen"

    def start(self, thing):
        raise NotImplementedError

    def clean_seen(self):
        """A version that is still to come was never shown: to believe it would switch the question about conflicts off."""
        if self.cleaned_data["seen"] > self.thing.version:
            raise forms.ValidationError(_("This form is damaged. Open it again."))
        return self.cleaned_data["seen"]

    @cached_property
    def changed_data(self):
        """The fields that the agent touched: those that no longer say what the form showed."""
        return [bound.name for bound in self if bound.name != "seen" and self._is_touched(bound)]

    def values(self):
        """What the agent's answers change, as the action takes it."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

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
        own = {self.ANSWERS.get(name, name) for name in conflict.mine}
        own |= self.TOGETHER if own & self.TOGETHER else set()
        data = self.data.copy()
        for bound in fresh:
            shown = _posted(bound)
            data[bound.html_initial_name] = shown
            if bound.name == "seen" or bound.name not in own:
                data[bound.html_name] = shown
        return type(self)(data, thing=conflict.subject)

    def leave_only(self, names):
        """Ask nothing but these fields; the others are as they are. Before anything is cleaned."""
        for name in self.fields.keys() - {*names, "seen"}:
            del self.fields[name]

    def completed(self):
        """The whole form where `leave_only` left a part: what the part was given, and its errors, among what is shown now."""
        data = self.data.copy()
        for bound in type(self)(thing=self.thing):
            if bound.name != "seen" and bound.html_initial_name not in data:
                data[bound.html_initial_name] = _posted(bound)
            if bound.name not in self.fields:
                data[bound.html_name] = _posted(bound)
        whole = type(self)(data, thing=self.thing)
        for name, errors in self.errors.items():
            if name not in whole.errors:
                whole.add_error(None if name == "__all__" else name, errors)
        return whole

    def _is_touched(self, bound):
        shown = self.data.get(bound.html_initial_name)
        if shown is None:  # a script that posts no more than the fields
            return bound.field.has_changed(bound.initial, bound.data)
        return clean_text(str(bound.data or "")) != clean_text(shown)


def _posted(bound):
    """What a browser would post of a field as it is shown."""
    value = bound.field.widget.format_value(bound.value())
    return str((value[0] if value else "") if isinstance(value, list) else value or "")


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

    def post(self, request, *args, **kwargs):
        if not getattr(self.thing, "is_binned", False):
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.add_error(None, self.in_the_bin())
        return self.render_to_response(self.get_context_data(form=form), status=404)

    def in_the_bin(self):
        """What to say to a save that comes after somebody moved the thing to the bin."""
        said = _(
            "Meanwhile {thing} was moved to the bin. Restore it in another window, then save again: nothing is lost."
        )
        return said.format(thing=self.thing)

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
        said = " ".join(filter(None, [self.said(event), *self.merged(event, seen)]))
        return self.done(said, url=self.thing.get_absolute_url(), undo=event)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def said(self, event):
        return _("{thing} saved.").format(thing=self.thing) if event else _("Nothing to save: it is already so.")

    def merged(self, event, seen):
        """What to say about others' changes since: which are kept, and which went with this save."""
        newest = event.version if event else self.thing.version + 1
        between = Event.objects.about(self.thing).filter(version__gt=seen, version__lt=newest)
        others = [other for other in between if other.actor_id != self.request.user.pk]
        who = ", ".join(dict.fromkeys(other.actor_name for other in others))
        gone = event.changes.keys() if event else set()
        names = dict.fromkeys(name for other in others for name in other.changes if name not in self.quiet)
        kept, lost = (
            ", ".join(timeline.label_of(type(self.thing), name) for name in names if (name in gone) is went)
            for went in (False, True)
        )
        if kept:
            yield _("{who} changed {fields} while you were editing; both are kept.").format(who=who, fields=kept)
        if lost:
            yield _("What {who} had set meanwhile went with it: {fields}.").format(who=who, fields=lost)

    @property
    def quiet(self):
        return getattr(type(self.thing), "QUIET", ())

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
