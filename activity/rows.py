"""The rows of the log, made outside the template: a template spends most of a page's time in such a loop."""

from html import escape

from django.contrib.contenttypes.models import ContentType
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from activity import timeline
from itdesk.templatetags import desk

ROW = """
<tr role="row"><td class="muted" role="cell">{}</td><td role="cell">{}</td><td class="w-about" role="cell">{}</td></tr>"""


def table_rows(events):
    """The <tr> of each event of a list made `as_rows()`; one query for the subjects of each kind."""
    models = {key: ContentType.objects.get_for_id(key).model_class() for key in {row.subject_type for row in events}}
    subjects = {key: _subjects(model, events, key) for key, model in models.items()}
    rows = [
        ROW.format(
            when,
            _said(event, models[event.subject_type]),
            subjects[event.subject_type][event.subject_id],
        )
        for event, when in zip(events, desk.when_each(event.at for event in events), strict=True)
    ]
    return SafeString("".join(rows))


def subject_of(thing):
    """(name, url) of what an event is about; the url is "" where the thing has no page, and None is a thing erased."""
    if thing is None:
        return _("something erased"), ""
    return str(thing), thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else ""


def _said(event, model):
    sentence = timeline.sentence_of(event.kind_name, event.actor_name)
    return timeline.Entry(sentence, event.at, timeline.changes_of(event, model)).said


def _subjects(model, events, subject_type):
    """{key: the mark of that thing} for all things of one kind."""
    keys = {event.subject_id for event in events if event.subject_type == subject_type}
    things = model._base_manager.only(*getattr(model, "NAMED_BY", ())).in_bulk(keys)
    return {key: _subject_mark(*subject_of(things.get(key))) for key in keys}


def _subject_mark(name, url):
    if url:
        return f'<a href="{escape(url)}" dir="auto">{escape(name)}</a>'
    return f'<span class="muted" dir="auto">{escape(name)}</span>'
