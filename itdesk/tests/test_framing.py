"""What stands around a form control, as crispy-forms lays it out."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.utils.safestring import SafeString

from agents.models import Agent
from itdesk.forms import PickOne
from itdesk.framing import framed
from itdesk.widgets import escape


class Odd(forms.Form):
    line = forms.CharField(label='"><b>', help_text=SafeString("<i>said</i> by us"))
    note = forms.CharField(required=False, widget=forms.TextInput({"class": "wide form-control"}))
    yes = forms.BooleanField(label="Yes")
    one = forms.ChoiceField(choices=[("a", "A")], required=False)
    each = forms.ChoiceField(label="Each", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False)
    kept = forms.CharField(widget=forms.HiddenInput, initial="<k>")


def test_a_field_stands_in_its_frame_with_label_help_and_error():
    assert framed(Odd({})["line"]) == (
        '<div id="div_id_line" class="field mb-3"><label class="form-label" for="id_line">&quot;&gt;&lt;b&gt;</label>\n'
        '<input type="text" name="line" class="textinput form-control is-invalid" required aria-invalid="true" '
        'aria-describedby="id_line_helptext id_line_error" id="id_line">'
        '<div class="invalid-feedback" id="id_line_error"><div>This field is required.</div></div>'
        '<div class="form-text" id="id_line_helptext"><i>said</i> by us</div></div>'
    )


def test_each_kind_of_control_has_the_classes_that_it_is_drawn_by():
    form = Odd()
    wanted = {
        "note": "wide form-control textinput",
        "yes": "checkboxinput form-check-input",
        "one": "select form-select",
    }
    for name, classes in wanted.items():
        assert f'class="{classes}"' in framed(form[name]), name
        assert framed(form[name]) == framed(form[name])  # drawn twice, it gets no class twice
    assert framed(form["kept"]) == '<input type="hidden" name="kept" value="&lt;k&gt;" id="id_kept">'


def test_a_checkbox_comes_before_its_label_and_a_group_has_a_legend():
    form = Odd({"each": "b"})
    checkbox, group = framed(form["yes"]), framed(form["each"], classes="more")
    assert checkbox.index("<input") < checkbox.index("<label") and 'class="form-check mb-3"' in checkbox
    assert '<legend>Each <span class="optional">(optional)</span></legend>' in group and "field mb-3 more" in group
    assert re.search(r'type="radio" name="each" value="b"[^>]* checked', group) and group.count("<label") == 2


def test_only_what_may_stay_empty_says_so():
    form = Odd()
    assert [name for name in form.fields if "(optional)" in framed(form[name])] == ["note", "each"]
    assert "<label" not in framed(form["note"], labels=False)
    assert "invalid-feedback" not in framed(Odd({})["line"], errors=False)


def test_crispy_lays_out_by_these_frames():
    form, page = Odd({}), Template("{% load crispy_forms_filters %}{{ form|crispy }}")
    text = page.render(Context({"form": form}))
    assert all(framed(field) in text for field in form)


@pytest.mark.parametrize(
    "text", ["a & b", '"', SafeString("<b>"), 7, None, forms.CharField().error_messages["required"]]
)
def test_text_is_escaped_as_django_does(text):
    from django.utils.html import conditional_escape

    assert escape(text) == conditional_escape(text)


class Pick(forms.Form):
    who = PickOne(Agent.objects.by_name(), to_field_name="username", empty_label="Nobody")


def test_rows_to_choose_from_are_read_once_for_a_form_and_again_for_the_next(priya, sam, django_assert_num_queries):
    form = Pick(initial={"who": "sam"})
    with django_assert_num_queries(1):
        text = framed(form["who"]) + framed(form["who"])
    assert '<option value="sam" selected>Sam Okafor</option>' in text and "Nobody" in text
    sam.delete()
    assert list(Pick().fields["who"].choices) == [("", "Nobody"), ("priya", "Priya Shah")]
    assert len(Pick().fields["who"].choices) == 2 and Pick({"who": "priya"}).is_valid()
    assert not Pick({"who": "sam"}).is_valid()
