"""The desk's marks: icons, times, people, status, priority; written once and cheap enough for every row of a list."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from html import escape

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from heroicons.templatetags.heroicons import heroicon_outline

from itdesk import errors, framing

register = template.Library()

LENGTHS = [  # seconds, and how so many of them are said in a narrow column
    (31_536_000, ngettext_lazy("%(n)sy", "%(n)sy", "n")),
    (2_592_000, ngettext_lazy("%(n)smo", "%(n)smo", "n")),
    (86_400, ngettext_lazy("%(n)sd", "%(n)sd", "n")),
    (3_600, ngettext_lazy("%(n)sh", "%(n)sh", "n")),
    (60, ngettext_lazy("%(n)sm", "%(n)sm", "n")),
]
NUMBERS = [_("No"), _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine")]


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, classes: str = "") -> str:
    """The heroicons outline of that name, hidden from screen readers: words beside it, or an aria-label, must say it."""
    return heroicon_outline(name, size=16, stroke_width=1.7, **{"class": f"icon {classes}".strip()})


@register.simple_tag
@lru_cache(maxsize=64)
def icon_to_repeat(name: str) -> str:
    """The icon once, unseen, to be drawn many times on the page by <use href="#icon-name">."""
    return format_html("<div hidden>{}</div>", heroicon_outline(name, size=16, stroke_width=1.7, id=f"icon-{name}"))


@lru_cache(maxsize=64)
def icon_again(name: str, classes: str = "") -> SafeString:
    """What icon_to_repeat drew, wherever it stands on the page."""
    words = f"icon {classes}".strip()
    return format_html(
        '<svg class="{}" viewBox="0 0 16 16" aria-hidden="true"><use href="#icon-{}"/></svg>', words, name
    )


@register.simple_tag
def when(moment: datetime | None, show: str = "ago") -> SafeString:
    """A moment as <time>: "ago", "span" (a bare length) or "exact", in the agent's zone, else in UTC.

    desk.js says it in the reader's own words. None gives nothing. A naive moment is taken as UTC.
    """
    return when_each([moment], show)[0]


def when_each(moments: Iterable[datetime | None], show: str = "ago") -> list[SafeString]:
    """The same of each of them: a list asks only once for the reader's zone and language."""
    now, zone, language = timezone.now(), timezone.get_current_timezone(), get_language()
    shown = escape(show)
    said = []
    for moment in moments:
        if moment is None:
            said.append(SafeString())
            continue
        moment = moment.astimezone(UTC) if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)
        local, stored = moment.astimezone(zone), f"{moment.isoformat()[:19]}Z"
        day = f"{local.day} {_month(local.month, language)} {local.year}"
        exact = f"{day}, {local.hour:02}:{local.minute:02} {escape(local.tzname() or '')}"
        words = exact if show == "exact" else _words(int((moment - now).total_seconds()), show, language)
        said.append(SafeString(f'<time datetime="{stored}" data-show="{shown}" title="{exact}">{words}</time>'))
    return said


@register.simple_tag
def status_pill(value: str, label: str) -> SafeString:
    """A status as shape, colour and word; the value only chooses the first two."""
    return format_html('<span class="pill" data-status="{}">{}</span>', str(value).replace("_", "-"), label)


@register.simple_tag
def priority_mark(value: str, label: str) -> SafeString:
    """A priority ("p1" … "p4") as bars, colour and word."""
    return format_html('<span class="priority" data-priority="{}">{}</span>', str(value).removeprefix("p"), label)


@register.simple_tag
def avatar(name: object, classes: str = "") -> SafeString:
    """The initials in a disc, beside a name that is written out."""
    return format_html('<span class="{}" aria-hidden="true">{}</span>', f"avatar {classes}".strip(), initials(name))


@register.simple_tag
def person(name: object) -> SafeString:
    """A name with its initials, in the name's own writing direction."""
    return format_html('<span class="who">{}<span dir="auto">{}</span></span>', avatar(name), name)


@register.simple_tag
def assignee(name: object) -> SafeString:
    """Whoever has it, or the mark for nobody (None or an empty name)."""
    if name:
        return person(name)
    return format_html('<span class="unassigned">{}</span>', gettext("Unassigned"))


@register.simple_tag(takes_context=True)
def repeat_block(context, name: str) -> str:
    """The block's content once more: Django allows a block one place only, and a title is also a heading."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return block.nodelist.render(context)


@register.simple_tag(takes_context=True)
def framed_field(context) -> SafeString:
    """The field that crispy-forms lays out: see itdesk/framing.py."""
    return framing.framed(
        context["field"],
        labels=bool(context.get("form_show_labels")),
        errors=bool(context.get("form_show_errors")),
        classes=context.get("wrapper_class") or "",
    )


@register.inclusion_tag("errors/_kept.html", takes_context=True)
def what_was_typed(context) -> dict[str, object]:
    """On a page that answers a form with something else: the form's contents, to be sent again."""
    return errors.kept(context["request"])


@register.filter
def faulty(form) -> list:
    """The form's fields that need another look, in the order of the page."""
    return [field for field in form if field.errors]


@register.filter
def unlinked(error: str) -> str:
    """An error's words without the link in them, for a place that is a link itself."""
    return SafeString(strip_tags(error)) if isinstance(error, SafeString) else error


@register.filter
def in_words(number: int) -> str:
    """A small number at the start of a sentence: "Two", "Nine", then digits."""
    return str(NUMBERS[number]) if number < len(NUMBERS) else str(number)


@register.filter
def undo_address(message) -> str:
    """Where a message's Undo posts to, from its extra tag "undo:/…/"; empty when there is none."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith("undo:/") and not tag.startswith("undo://"):
            return tag.removeprefix("undo:")
    return ""


def initials(name: object) -> str:
    """The first letters of the first and the last word, in capitals; empty for an empty name."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def _words(seconds: int, show: str, language: str) -> str:
    place, number = _length(seconds)
    return _span_words(place, number, language) if show == "span" else _ago_words(place, number, seconds < 0, language)


def _length(seconds: int) -> tuple[int, int]:
    """Which of LENGTHS, and how many of it."""
    seconds = abs(seconds)
    for place, (size, _words) in enumerate(LENGTHS):
        if seconds >= size:
            return place, seconds // size
    return len(LENGTHS) - 1, 0


# Each of these is a few translations and is asked for in every row of a list; the language is what the answer depends on.


@lru_cache(maxsize=2048)
def _ago_words(place: int, number: int, is_past: bool, language: str) -> str:
    if number == 0:
        return escape(gettext("now"))
    words = gettext("%(length)s ago") if is_past else gettext("in %(length)s")
    return escape(words % {"length": LENGTHS[place][1] % {"n": number}})


@lru_cache(maxsize=2048)
def _span_words(place: int, number: int, language: str) -> str:
    return escape(LENGTHS[place][1] % {"n": number})


@lru_cache(maxsize=256)
def _month(number: int, language: str) -> str:
    return escape(MONTHS_3[number].title())
