"""What is written outside the templates is escaped as they would."""

import pytest

from tickets import bubbles, stream_rows, thread_rows
from tickets.menus import menus_of
from tickets.models import Attachment
from tickets.stream import stream_of
from tickets.thread import thread_of

TYPED = "<i>\"'&amp;"


@pytest.fixture
def spoilt(ticket, jo):
    """The ticket as it would be if every text in it were markup; not saved."""
    ticket.subject = ticket.description = ticket.name_as_given = ticket.tag_as_typed = jo.name = TYPED
    ticket.requester, ticket.category.name = jo, TYPED
    return ticket


def test_a_file_s_name_and_a_message_s_author_are_no_markup():
    files = [Attachment(pk=1, name=TYPED, size=3), Attachment(pk=2, name=TYPED, size=3, type="image/png")]
    shown = bubbles.files(files, '/"/') + bubbles.bubble(TYPED, marks="", html="", more="")
    assert "<i>" not in shown and shown.count("&lt;i&gt;&quot;&#x27;&amp;amp;") == 3
    assert shown.count('href="/&quot;/files/') == 2 and 'src="/&quot;/files/2/?preview"' in shown


def test_what_a_ticket_was_submitted_with_is_no_markup_for_agents_or_its_requester(spoilt, jo):
    stream, thread = stream_of(spoilt, {}), thread_of(spoilt, jo, {})
    assert "<i>" not in stream_rows.opening_row(stream, spoilt)
    assert "<i>" not in thread_rows.opening_row(thread, spoilt, jo, "/track/")
    assert "&lt;i&gt;" in stream_rows.opening_row(stream, spoilt)


def test_the_menus_say_the_values_as_they_are_and_never_as_markup(spoilt):
    menus = menus_of(spoilt)
    assert list(menus) == ["status", "assignee", "priority", "category", "asset", "requester"]
    assert not any("<i>" in menu for menu in menus.values())
    assert all("&lt;i&gt;&quot;" in menus[name] for name in ("category", "asset", "requester"))


@pytest.mark.parametrize("number", ["9" * 19, "9" * 30])
def test_a_number_that_no_ticket_can_have_is_not_found(priya_client, number):
    assert priya_client.get(f"/tickets/{number}/").status_code == 404
