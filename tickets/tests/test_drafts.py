"""Drafts: what an agent types is kept by the desk, and no window of theirs overwrites what another one typed."""

import pytest

from activity.models import Event
from agents.tests.parallel import at_once
from tickets import actions, drafting
from tickets.models import Draft, Message

SAVE = {"kind": "reply", "text": "Half a sent", "seen": 0, "after": 0}


def save(client, ticket, **answers):
    response = client.post(f"/tickets/{ticket.pk}/draft/", SAVE | answers)
    assert response.status_code == 200, response.content
    return response.json()


def keep(ticket, agent, text, *, seen=0, after=0, kind="reply"):
    return drafting.keep_draft(ticket, by=agent, kind=kind, text=text, seen=seen, after=after)


def test_what_is_typed_fills_the_box_again_and_is_no_event(priya_client, ticket):
    answer = save(priya_client, ticket, kind="note", text="Half a sent\r\nence")
    assert answer["stamp"] == Draft.objects.get().stamp and answer["at"] and not answer["set_aside"]
    html = priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert "\nHalf a sent\nence</textarea>" in html and f'data-stamp="{answer["stamp"]}"' in html
    assert 'value="note" id="kind-note" checked' in html
    assert Event.objects.about(ticket).count() == 1


def test_nobody_else_is_shown_a_draft(client, sam, priya, ticket):
    keep(ticket, priya, "Rude words")
    client.force_login(sam)
    assert "Rude words" not in client.get(f"/tickets/{ticket.pk}/").content.decode()
    save(client, ticket, text="Mine")
    assert {draft.agent: draft.text for draft in Draft.objects.all()} == {priya: "Rude words", sam: "Mine"}


def test_an_emptied_box_keeps_nothing(priya_client, ticket):
    first = save(priya_client, ticket)
    assert save(priya_client, ticket, text="  ", seen=first["stamp"]) == {"stamp": 0}
    assert not Draft.objects.exists()


def test_the_same_text_again_writes_nothing(priya_client, ticket):
    first = save(priya_client, ticket)
    assert save(priya_client, ticket, seen=first["stamp"]) == first


@pytest.mark.parametrize("kind", ["reply", "note"])
def test_sending_ends_the_draft_in_the_same_act(priya, ticket, kind):
    keep(ticket, priya, "canary-0123456789ab", kind=kind)
    send = {"reply": actions.reply_to_ticket, "note": actions.note_on_ticket}[kind]
    send(ticket, by=priya, text="canary-0123456789ab")
    assert not Draft.objects.exists()


def test_a_reply_that_is_held_keeps_the_draft(priya_client, ticket, jo):
    save(priya_client, ticket)
    actions.reply_to_ticket(ticket, by=jo, text="It works again")
    held = priya_client.post(f"/tickets/{ticket.pk}/", {"kind": "reply", "text": "Half a sent", "after": 0, "act": ""})
    assert held.status_code == 409 and Draft.objects.get().text == "Half a sent"


def test_a_save_that_was_overtaken_by_the_sending_leaves_no_draft(priya_client, priya, ticket):
    message = actions.reply_to_ticket(ticket, by=priya, text="Half a sent")
    assert save(priya_client, ticket) == {"sent": True, "stamp": 0} and not Draft.objects.exists()
    save(priya_client, ticket, after=message.pk)  # the same words once more, typed under the message
    assert Draft.objects.get().text == "Half a sent"


def test_of_two_windows_the_newer_text_stands_and_the_other_is_offered(priya_client, priya, ticket):
    first = keep(ticket, priya, "Both began so")
    other = keep(ticket, priya, "Both began so, one went on", seen=first.stamp)
    answer = save(priya_client, ticket, text="Both began so; two, too", seen=first.stamp)
    assert answer["set_aside"] == "Both began so, one went on" and answer["stamp"] > other.stamp
    html = priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert "Both began so; two, too</textarea>" in html and 'dir="auto">Both began so, one went on</div>' in html


def test_windows_that_write_by_turns_lose_nothing_and_pile_nothing_up(priya, ticket):
    texts, seen = {"one": "1", "two": "2"}, {"one": 0, "two": 0}
    for turn in range(6):
        window = ("one", "two")[turn % 2]
        texts[window] += f" {turn}"
        draft = keep(ticket, priya, texts[window], seen=seen[window])
        seen[window] = draft.stamp
    assert (draft.text, draft.set_aside) == (texts["two"], [texts["one"]])


def test_a_window_that_is_emptied_late_empties_nothing_of_another(priya, ticket):
    keep(ticket, priya, "Precious")
    draft = keep(ticket, priya, "", seen=1)
    assert (draft.text, draft.set_aside) == ("", ["Precious"])


def test_what_was_set_aside_goes_when_it_is_used_or_not_wanted(priya_client, priya, ticket):
    keep(ticket, priya, "One")
    answer = save(priya_client, ticket, text="Two")
    answer = save(priya_client, ticket, text="Two\n\nOne", seen=answer["stamp"])
    assert answer["set_aside"] == ""
    save(priya_client, ticket, text="Three")
    answer = save(priya_client, ticket, text="Three", seen=Draft.objects.get().stamp, discard="yes")
    assert answer["set_aside"] == "" and Draft.objects.get().text == "Three"


def test_sending_from_one_window_still_offers_what_the_other_had(priya_client, priya, ticket):
    keep(ticket, priya, "One")
    keep(ticket, priya, "Two")
    actions.reply_to_ticket(ticket, by=priya, text="Two")
    html = priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert "\n</textarea>" in html and 'dir="auto">One</div>' in html


@pytest.mark.parametrize(("kept", "offered"), [("From the office", "From the office"), ("Quick", "")])
def test_sending_before_it_is_kept_offers_what_another_window_had_kept_since(
    priya_client, priya, ticket, kept, offered
):
    page = f"/tickets/{ticket.pk}/"
    assert 'name="seen" value="0"' in priya_client.get(page).content.decode()
    keep(ticket, priya, kept)
    send = {"kind": "reply", "text": "Quick answer", "after": 0, "seen": 0, "act": ""}
    assert priya_client.post(page, send).status_code == 302
    assert [draft.offered for draft in Draft.objects.all()] == ([offered] if offered else [])


def test_sending_what_the_window_itself_had_kept_in_other_words_leaves_nothing(priya_client, priya, ticket):
    seen = keep(ticket, priya, "Hello wrld").stamp
    page = f"/tickets/{ticket.pk}/"
    assert f'name="seen" value="{seen}"' in priya_client.get(page).content.decode()
    priya_client.post(page, {"kind": "reply", "text": "Hello world", "after": 0, "seen": seen, "act": ""})
    assert Message.objects.count() == 1 and not Draft.objects.exists()


def test_a_ticket_in_the_bin_still_keeps_what_is_typed(priya_client, sam, ticket):
    actions.bin_ticket(ticket, by=sam)
    assert save(priya_client, ticket)["stamp"]


@pytest.mark.parametrize(
    "wrong", [{"kind": "both"}, {"seen": "x"}, {"after": -1}, {"text": "x" * 50_001}, {"kind": ""}]
)
def test_what_is_no_draft_is_refused(priya_client, ticket, wrong):
    response = priya_client.post(f"/tickets/{ticket.pk}/draft/", SAVE | wrong)
    assert response.status_code == 422 and response.json()["errors"] and not Draft.objects.exists()


def test_drafts_are_posted_to_a_ticket_that_is_there(priya_client, ticket):
    assert priya_client.get(f"/tickets/{ticket.pk}/draft/").status_code == 405
    assert priya_client.post("/tickets/404404/draft/", SAVE).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_windows_that_save_at_once_lose_nothing(priya, ticket):
    texts = [f"Window {number}" for number in range(5)]
    at_once(lambda number: keep(ticket, priya, texts[number]), 5)
    draft = Draft.objects.get()
    assert all(text in f"{draft.text}\n{draft.offered}" for text in texts)


@pytest.mark.django_db(transaction=True)
def test_a_save_and_the_sending_at_once_leave_the_message_alone(priya, ticket):
    def either(number):
        return actions.reply_to_ticket(ticket, by=priya, text="T", after=0) if number else keep(ticket, priya, "T")

    at_once(either, 2)
    assert Message.objects.count() == 1 and not Draft.objects.exists()
