"""Our form controls are Django's, letter by letter but for white space between tags."""

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from itdesk.widgets import _WRITERS, PlainControls

ODD = [
    "",
    "plain",
    '"><script>',
    "a & b",
    "it's",
    "línea\nzwei",
    "{{ x }}",
    SafeString("<b>safe</b>"),
    None,
    0,
    1.5,
    "0",
]
CHOICES = [
    ("", "—"),
    ("a", "A & B"),
    (1, "<one>"),
    ("Group", [("x", "X"), (None, "None")]),
    ("z", SafeString("<i>z</i>")),
]
CONTROLS = [
    forms.TextInput(), forms.EmailInput(), forms.NumberInput(), forms.HiddenInput(), forms.PasswordInput(render_value=True),
    forms.DateInput(attrs={"type": "date"}), forms.CheckboxInput(), forms.Textarea(), forms.URLInput(), forms.TimeInput(),
    forms.Select(choices=CHOICES), forms.SelectMultiple(choices=CHOICES), forms.RadioSelect(choices=CHOICES),
    forms.ClearableFileInput(), forms.DateTimeInput(),
]  # fmt: skip


def both(widget, name, value, attrs):
    texts = [str(widget.render(name, value, attrs, renderer)) for renderer in (TemplatesSetting(), PlainControls())]
    return [re.sub(r"\s*(<(?:/?option|/?optgroup|/select))", r"\1", text) for text in texts]


@pytest.mark.parametrize("widget", CONTROLS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", [*ODD, ["a", 1], date(2026, 1, 2), True])
def test_each_control_is_djangos(widget, value):
    attrs = {
        "class": "form-control",
        "required": True,
        "disabled": False,
        "data-x": '"&<',
        "maxlength": 1000,
        "title": None,
    }
    theirs, ours = both(widget, 'na"me', value, attrs)
    assert ours == theirs


@given(value=st.text(), name=st.text(min_size=1), attribute=st.one_of(st.text(), st.booleans(), st.integers()))
def test_whatever_is_typed_is_escaped_alike(value, name, attribute):
    for widget in (forms.TextInput(), forms.Textarea(), forms.Select(choices=[(value, value)])):
        theirs, ours = both(widget, name, value, {"title": attribute})
        assert ours == theirs


def test_the_usual_controls_need_no_template(monkeypatch):
    assert len(_WRITERS) > 10
    monkeypatch.setattr(TemplatesSetting, "get_template", lambda self, name: pytest.fail(f"{name} was loaded"))
    for widget in (forms.TextInput(), forms.Textarea(), forms.Select(choices=CHOICES), forms.DateInput()):
        assert widget.render("name", "a", {}, PlainControls()).startswith("<")
