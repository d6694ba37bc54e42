"""What stands around a form control, written without templates: a form of twelve spends most of its time there otherwise.

templates/bootstrap5/field.html, through which crispy-forms lays every field out, is one tag that calls `framed`.
"""

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from itdesk.widgets import attributes, escape

CARD = """
<div class="col"><label class="choice"><input class="form-check-input{wrong}" type="radio" name="{name}" \
value="{value}"{attributes}><span>{words}</span></label></div>"""


def framed(field: BoundField, *, labels: bool = True, errors: bool = True, classes: str = "") -> SafeString:
    """The control with its label, errors and help as HTML; bare where it is hidden. classes: more of them for the frame."""
    if field.is_hidden:
        return SafeString(str(field))
    is_checkbox = isinstance(field.field.widget, forms.CheckboxInput)
    inside = (
        _checkbox(field) if is_checkbox else _group(field, labels) if field.use_fieldset else _control(field, labels)
    )
    around = " ".join(filter(None, ["form-check mb-3" if is_checkbox else "field mb-3", classes, field.css_classes()]))
    notes = (_errors(field) if errors else "") + _help(field)
    return SafeString(f'<div id="div_{escape(field.auto_id)}" class="{escape(around)}">{inside}{notes}</div>')


def as_cards(field: BoundField) -> SafeString:
    """A radio field as a group of cards, one for each choice."""
    described = f' aria-describedby="{escape(about)}"' if (about := field.aria_describedby) else ""
    optional = "" if field.field.required else f' <span class="optional">{escape(_("(optional)"))}</span>'
    wrong, name = " is-invalid" if field.errors else "", escape(field.html_name)
    cards = "".join(
        [
            CARD.format(
                wrong=wrong,
                name=name,
                value=escape(radio.data["value"]),
                attributes=attributes(radio.data),
                words=escape(radio.choice_label),
            )
            for radio in field
        ]
    )
    return SafeString(
        f'<fieldset class="mb-3" id="{escape(field.auto_id)}" tabindex="-1"{described}>\n'
        f"<legend>{escape(field.label)}{optional}</legend>\n"
        f'<div class="row g-2 row-cols-2 row-cols-sm-3">{cards}</div>{_errors(field)}{_help(field)}</fieldset>'
    )


def _checkbox(field: BoundField) -> str:
    label = f'<label class="form-check-label" for="{escape(field.id_for_label)}">{escape(field.label)}</label>'
    return f"{_dressed(field, 'form-check-input')}\n{label}"


def _group(field: BoundField, labels: bool) -> str:
    described = f' aria-describedby="{escape(about)}"' if (about := field.aria_describedby) else ""
    legend = f"<legend>{escape(field.label)}{_optional(field)}</legend>" if labels else ""
    options = render_to_string("bootstrap5/layout/radio_checkbox_select.html", {"field": field})
    return f'<fieldset id="{escape(field.auto_id)}" tabindex="-1"{described}>{legend}{options}</fieldset>'


def _control(field: BoundField, labels: bool) -> str:
    is_select = isinstance(field.field.widget, forms.Select)
    label = ""
    if labels:
        words = escape(field.label) + _optional(field)
        label = f'<label class="form-label" for="{escape(field.id_for_label)}">{words}</label>\n'
    return label + _dressed(field, "form-select" if is_select else "form-control")


def _dressed(field: BoundField, classes: str) -> str:
    """The control with its classes, among them its own kind, as crispy-forms names it: "textinput"."""
    attrs = field.field.widget.attrs
    has, kind = attrs.get("class", ""), type(field.field.widget).__name__.lower()
    words = [*has.split(), *([] if kind in has else [kind])]
    more = [*classes.split(), *(["is-invalid"] if field.errors else [])]
    attrs["class"] = " ".join([*words, *[word for word in more if word not in words]])
    return str(field)


def _optional(field: BoundField) -> str:
    if field.field.required or field.field.disabled or isinstance(field.field.widget, forms.Select):
        return ""
    return f' <span class="optional">{escape(_("(optional)"))}</span>'


def _errors(field: BoundField) -> str:
    said = "".join([f"<div>{escape(error)}</div>" for error in field.errors])
    return f'<div class="invalid-feedback" id="{escape(field.auto_id)}_error">{said}</div>' if said else ""


def _help(field: BoundField) -> str:
    """The help text is the form's own HTML, never anything typed."""
    if not field.help_text:
        return ""
    return f'<div class="form-text" id="{escape(field.auto_id)}_helptext">{field.help_text}</div>'
