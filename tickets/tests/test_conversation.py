"""The ticket's page as a conversation: its stream, its composer, and what happens when two write at once."""

import pytest

from activity import record
from activity.models import Event
from itdesk.tests import canary
from tickets import actions, events
from tickets.models import Message
from tickets.stream import SIZE

HTMX = {"HX-Request": "true"}


def send(client, ticket, text="On my way", *, kind="reply", after=0, act="", htmx=False):
    answers = {"kind": kind, "text": text, "after": after, "act": act}
    return client.post(f"/tickets/{ticket.pk}/", answers, headers=HTMX if htmx else {})


def show(client, ticket, query=""):
    return client.get(f"/tickets/{ticket.pk}/{query}").content.decode()


def many(ticket, priya, number):
    """So many messages, by hand and in bulk: through the door each, but without what else a reply brings."""
    for n in range(number):
        message = Message(
            ticket=ticket, kind="reply", agent=priya, source=f"m{n}.", text=f"m{n}.", created_at=record.now()
        )
        message.save()
        record.happened(ticket, events.REPLIED, by=priya, message=message.pk)


def test_a_reply_is_sent_shown_and_the_ticket_is_open(priya_client, ticket):
    response = send(priya_client, ticket, "Try the **other** tray")
    message = Message.objects.get()
    assert response.status_code == 302 and response["Location"] == f"/tickets/{ticket.pk}/#message-{message.pk}"
    html = show(priya_client, ticket)
    assert "<strong>other</strong>" in html and "public reply" in html and "Reply sent." in html
    ticket.refresh_from_db()
    assert ticket.status == "open"


def test_a_note_says_that_only_agents_see_it(priya_client, ticket):
    send(priya_client, ticket, canary.word(), kind="note")
    html = show(priya_client, ticket)
    assert (
        'data-kind="note"' in html and "Internal note, only agents see this" in html and "Internal note added" in html
    )
    ticket.refresh_from_db()
    assert ticket.status == "new" and not Event.objects.about(ticket).last().deliveries.exists()


@pytest.mark.parametrize(
    ("act", "status", "reason"), [("pending", "pending", "requester"), ("resolved", "resolved", "")]
)
def test_sending_may_set_the_status_in_the_same_act(priya_client, ticket, act, status, reason):
    send(priya_client, ticket, act=act)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.pending_reason) == (status, reason)
    assert len(set(Event.objects.about(ticket).filter(version__gt=1).values_list("batch", flat=True))) == 1


def test_the_composer_says_who_receives_it(priya_client, ticket, priya):
    assert "To Jo Park, jo@alpha.example" in show(priya_client, ticket)
    actions.edit_ticket(ticket, by=priya, requester_name="", requester_email="")
    assert "Nobody is told" in show(priya_client, ticket)


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"text": "  "}, "Write something first"), ({"text": "x" * 50_001}, "50000"), ({"kind": "both"}, "damaged"),
     ({"after": "x"}, "damaged"), ({"act": "delete"}, "damaged"), ({"after": -1}, "damaged"), ({"after": 10**30}, "damaged")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_sent(priya_client, ticket, wrong, said, htmx):
    response = send(priya_client, ticket, **{"text": "Careful words", "htmx": htmx, **wrong})
    html = response.content.decode()
    assert response.status_code == 422 and said in html and not Message.objects.exists()
    if htmx:
        assert response["HX-Retarget"] == "#said" and "<textarea" not in html
    elif "text" not in wrong:
        assert "Careful words</textarea>" in html


def test_a_message_that_does_not_say_its_kind_is_never_sent(priya_client, ticket):
    response = priya_client.post(f"/tickets/{ticket.pk}/", {"text": "secret", "after": 0})
    assert response.status_code == 422 and not Message.objects.exists()


@pytest.mark.parametrize("htmx", [False, True])
def test_a_preview_is_shown_and_nothing_is_sent(priya_client, ticket, htmx):
    html = send(priya_client, ticket, "A **bold** <b>", act="preview", htmx=htmx).content.decode()
    assert "<strong>bold</strong> &lt;b&gt;" in html and not Message.objects.exists()
    assert htmx or "A **bold** &lt;b&gt;</textarea>" in html


@pytest.mark.parametrize("htmx", [False, True])
def test_a_reply_over_a_newer_message_is_held_shown_and_can_be_sent_anyway(priya_client, ticket, jo, htmx):
    newer = actions.reply_to_ticket(ticket, by=jo, text="It works again")
    response = send(priya_client, ticket, "Come by at ten", act="resolved", htmx=htmx)
    html = response.content.decode()
    assert response.status_code == 409 and Message.objects.count() == 1
    assert "Not sent" in html and "It works again" in html and "Send anyway" in html and "data-new" in html
    assert f'name="after" value="{newer.pk}"' in html and 'name="act" value="resolved"' in html
    assert ("Come by at ten</textarea>" in html) is not htmx
    send(priya_client, ticket, "Come by at ten", act="resolved", after=newer.pk)
    assert Message.objects.count() == 2


def test_htmx_gets_everything_but_the_composer(priya_client, ticket):
    for response in (
        priya_client.get(f"/tickets/{ticket.pk}/", headers=HTMX),
        send(priya_client, ticket, htmx=True),
    ):
        html = response.content.decode()
        assert response.status_code == 200 and "HX-Request" in response["Vary"] and "<textarea" not in html
        assert all(f'id="{piece}"' in html for piece in ("stream", "ticket-head", "ticket-side", "toasts"))
    assert response["HX-Trigger"] == "desk:sent" and "On my way" in html and "Reply sent." in html


def test_a_double_click_sends_once(priya_client, ticket):
    for _click in range(2):
        assert send(priya_client, ticket).status_code == 302
    assert Message.objects.count() == 1


def test_a_message_on_a_binned_ticket_is_refused_and_kept(priya_client, ticket, sam):
    actions.bin_ticket(ticket, by=sam)
    answers = {"kind": "reply", "text": "Precious words", "after": 0}
    response = priya_client.post(f"/tickets/{ticket.pk}/", answers, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 409 and b"Precious words" in response.content and b"the bin" in response.content
    for response in (send(priya_client, ticket, htmx=True), priya_client.get(f"/tickets/{ticket.pk}/", headers=HTMX)):
        assert response.status_code == 409 and response["HX-Retarget"] == "#toasts"


def test_an_ended_session_gives_the_text_back(client, ticket):
    answers = {"kind": "reply", "text": "Precious words", "after": 0}
    response = client.post(f"/tickets/{ticket.pk}/", answers, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 401 and b"Precious words" in response.content


def test_the_stream_is_filtered_by_address(priya_client, ticket, priya, sam):
    actions.reply_to_ticket(ticket, by=priya, text="Reply one")
    actions.assign_ticket(ticket, sam, by=priya)
    said, changed = show(priya_client, ticket, "?show=conversation"), show(priya_client, ticket, "?show=changes")
    assert "Reply one" in said and "assigned this" not in said
    assert "Reply one" not in changed and "assigned this" in changed
    for damaged in (
        "?show=x",
        "?before=x",
        "?before=-1",
        "?before=99999999999",
        "?before=%C2%B2",
        f"?before={'0' * 20}9",
    ):
        assert priya_client.get(f"/tickets/{ticket.pk}/{damaged}").status_code == 400


def test_many_changes_in_a_row_are_one_line_but_the_newest_is_said(priya_client, ticket, priya):
    for number in range(6):
        actions.edit_ticket(ticket, by=priya, subject=f"Jam {number}")
    html = show(priya_client, ticket)
    folded, last = html.split("</details></li>")
    assert "6 changes by Jo Park, Priya Shah</summary>" in folded and '<b dir="auto">Jam 5</b>' in last


def test_five_hundred_messages_are_loaded_from_the_end_and_cost_what_one_does(
    priya_client, ticket, laptop, priya, django_assert_max_num_queries
):
    many(ticket, priya, 500)
    actions.edit_ticket(ticket, by=priya, asset_tag=laptop.tag)
    with django_assert_max_num_queries(12):
        html = show(priya_client, ticket)
    assert html.count('<li class="message entry"') == SIZE - 1 and "m499." in html and "m450." not in html
    earlier = show(priya_client, ticket, f"?show=&before={501 - SIZE + 1}")
    assert earlier.count('<li class="message entry"') == SIZE and "m449." in earlier and "m400." in earlier
    first = show(priya_client, ticket, "?before=3")
    assert "m0." in first and "Show earlier" not in first and "Show the newest" in first
