"""The template tags, and the shared pieces that every page stands on."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import time_machine
from django import forms
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.template.loader import render_to_string
from django.utils.html import escape

from itdesk.templatetags import desk

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def rendered(source, **context):
    return engines["django"].from_string(source).render(context)


class Ask(forms.Form):
    name = forms.CharField()
    email = forms.EmailField(label="Work e-mail")
    note = forms.CharField(required=False, help_text="What you saw.")
    kind = forms.ChoiceField(choices=[("", "None"), ("i", "Incident")], required=False)
    about = forms.ChoiceField(choices=[("hardware", "Hardware"), ("other", "Other")], widget=forms.RadioSelect)


def test_an_icon_is_hidden_from_screen_readers_and_made_once():
    svg = desk.icon("plus", "icon-lg")
    assert 'class="icon icon-lg"' in svg
    assert 'aria-hidden="true"' in svg
    assert desk.icon("plus", "icon-lg") is svg


@pytest.mark.parametrize(
    ("moment", "show", "text"),
    [
        (NOON - timedelta(hours=3, minutes=59), "ago", "3h ago"),
        (NOON + timedelta(minutes=36), "ago", "in 36m"),
        (NOON - timedelta(seconds=59), "ago", "now"),
        (NOON - timedelta(days=400), "ago", "1y ago"),
        (NOON - timedelta(days=2), "span", "2d"),
        (NOON, "exact", "22 Nov 2026, 12:00 UTC"),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_a_time_is_said_in_words(moment, show, text):
    assert f">{text}</time>" in desk.when(moment, show)


def test_a_time_carries_its_moment_in_utc_whatever_zone_it_came_in():
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    assert '<time datetime="2026-11-22T12:00:00Z"' in desk.when(tokyo)
    assert 'title="22 Nov 2026, 12:00 UTC"' in desk.when(tokyo)


def test_no_time_is_nothing():
    assert desk.when(None) == ""


def test_a_time_of_long_ago_is_still_a_valid_one():
    assert 'datetime="0101-02-03T00:00:00Z"' in desk.when(datetime(101, 2, 3, tzinfo=UTC))


def test_a_status_says_its_word_and_shows_its_value():
    assert desk.status_pill("in_use", "In <use>") == '<span class="pill" data-status="in-use">In &lt;use&gt;</span>'


def test_a_priority_says_its_word_and_shows_its_number():
    assert desk.priority_mark("p2", "P2 High") == '<span class="priority" data-priority="2">P2 High</span>'


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Henrietta van der Westhuizen-Blackwood", "HW"), ("Cher", "C"), ("田中 美咲", "田美"), ("", ""), ("  ", "")],
)
def test_initials_are_of_the_first_and_the_last_word(name, letters):
    assert desk.initials(name) == letters


def test_a_name_that_is_markup_stays_a_name():
    assert "&lt;b&gt;Jo" in desk.person("<b>Jo")
    assert "<b>" not in desk.person("<b>Jo")


@pytest.mark.parametrize("nobody", [None, ""])
def test_a_ticket_that_nobody_has_is_unassigned(nobody):
    assert desk.assignee(nobody) == '<span class="unassigned">Unassigned</span>'


@pytest.mark.parametrize(
    ("tags", "address"),
    [
        ("undo:/activity/17/undo/", "/activity/17/undo/"),
        ("big undo:/activity/17/undo/", "/activity/17/undo/"),
        ("undo://evil.example/", ""),
        ("undo:https://evil.example/", ""),
        ("", ""),
    ],
)
def test_only_an_address_of_ours_undoes(tags, address):
    assert desk.undo_address(Message(25, "Saved", extra_tags=tags)) == address


def test_a_toast_names_the_thing_and_offers_to_undo_it():
    message = Message(25, "Ticket <1> saved", extra_tags="undo:/activity/17/undo/")
    toast = render_to_string("pieces/toasts.html", {"messages": [message], "out_of_band": True})
    assert "Ticket &lt;1&gt; saved" in toast
    assert 'action="/activity/17/undo/"' in toast
    assert 'id="toasts" class="toasts" aria-live="polite" hx-swap-oob="true"' in toast


def test_the_title_of_a_form_is_also_its_heading():
    page = rendered('{% extends "layouts/form_page.html" %}{% block title %}Edit {{ what }}{% endblock %}', what="<it>")
    assert "<title>Edit &lt;it&gt; ·" in page
    assert re.search(r"<h1[^>]*>Edit &lt;it&gt;</h1>", page)


def test_the_summary_counts_the_fields_and_leads_to_each():
    form = Ask({"email": "nonsense", "kind": "i"})
    summary = render_to_string("pieces/error_summary.html", {"form": form})
    assert "Three fields need another look" in summary
    assert '<a href="#id_email">Work e-mail: Enter a valid email address.</a>' in summary
    assert '<a href="#id_about">' in summary


def test_a_refusal_of_the_whole_form_stands_in_the_summary():
    form = Ask({"name": "Jo", "email": "jo@alpha.example", "about": "other"})
    form.add_error(None, "That name and password do not match.")
    summary = render_to_string("pieces/error_summary.html", {"form": form})
    assert "That name and password do not match." in summary
    assert "another look" not in summary


def test_a_form_without_errors_has_no_summary():
    assert render_to_string("pieces/error_summary.html", {"form": Ask()}).strip() == ""


def test_optional_fields_say_so_and_required_ones_have_no_asterisk():
    page = rendered("{% load crispy_forms_filters %}{{ form|crispy }}", form=Ask())
    assert page.count("(optional)") == 1  # the note; a choice of "None" says it itself
    assert "*" not in page


def test_an_error_stands_beside_its_field_and_is_read_with_it():
    form = Ask({"email": "nonsense"})
    field = rendered("{% load crispy_forms_filters %}{{ field|as_crispy_field }}", field=form["email"])
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_email_error"' in field
    assert re.search(r'id="id_email_error"[^>]*><div>Enter a valid email address', field)


def test_choices_are_cards_of_one_group():
    cards = render_to_string("pieces/choices.html", {"field": Ask({"about": "other"})["about"]})
    assert "<legend>About</legend>" in cards
    assert cards.count('class="choice"') == 2
    assert re.search(r'value="other"[^>]* checked', cards)


def test_a_chip_can_be_taken_away():
    chip = {"label": "Asset", "value": "<AS1>", "remove_url": "/tickets/?q=a&b"}
    chips = render_to_string("pieces/chips.html", {"chips": [chip]})
    assert 'href="/tickets/?q=a&amp;b"' in chips
    assert f'aria-label="Remove filter: Asset {escape("<AS1>")}"' in chips


def test_nothing_in_a_template_needs_more_than_the_strict_policy():
    inline = re.compile(r"""<script(?![^>]*\bsrc=)|\sstyle=|\shx-on|\son[a-z]+="|javascript:|hx-vals=['"]js""")
    templates = (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    pages = [file for file in templates if file.parent.name != "written"]  # mails: their readers know no style sheet
    assert [str(file) for file in pages if inline.search(file.read_text())] == []
