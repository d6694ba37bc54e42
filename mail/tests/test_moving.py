"""Files that come by mail, and mail that an agent moves: to another ticket, to one of its own, aside, and back."""

import pytest

from activity.models import Delivery, Event
from itdesk.tests import canary
from mail import moving
from mail.models import Arrival
from mail.reading import File
from mail.taking import take
from mail.tests.coming import answering, delivery_to, read, taken
from tickets import actions, search
from tickets.files import limits
from tickets.models import Message, Status, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def file(folder, name, content=b"content"):
    place = f"{len(list(folder.iterdir()))}.part"
    (folder / place).write_bytes(content)
    return File(name, "text/plain", len(content), place)


@pytest.fixture
def other(hardware, db):
    return actions.submit_ticket(name="Jo Park", email="jo@alpha.example", subject="Other", category=hardware)


@pytest.fixture
def reply(ticket, jo, folder):
    said = answering(delivery_to(ticket, jo.email))
    return taken(folder, **said, text="It jams still", quoted="> On Monday", files=[file(folder, "photo.txt")])


def kinds(ticket):
    return [event.kind_name for event in Event.objects.about(ticket)]


def found(text):
    return list(search.matching(Ticket.objects.present(), text))


def test_files_come_along(folder):
    arrival = taken(folder, files=[file(folder, "a.txt"), file(folder, "../b\u202egpj.exe", b"MZ")])
    names = list(arrival.ticket.attachments.order_by("pk").values_list("name", "message"))
    assert names == [("a.txt", None), ("bgpj.exe", None)]
    assert found("a.txt") == [arrival.ticket]


def test_files_that_are_too_much_are_named_and_the_rest_is_taken(folder, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST", 10)
    arrival = taken(
        folder,
        text="See files",
        files=[file(folder, "big.iso", b"x" * 11), file(folder, "a.txt"), file(folder, "", b"")],
    )
    assert list(arrival.ticket.attachments.values_list("name", flat=True)) == ["a.txt"]
    assert "big.iso was not attached" in arrival.facts["left_out"][0] and len(arrival.facts["left_out"]) == 2
    assert kinds(arrival.ticket) == ["ticket.submitted", "ticket.files-left-out"]


def test_a_ticket_that_has_files_enough_takes_the_words(ticket, jo, folder, monkeypatch):
    monkeypatch.setattr(limits, "MOST_FILES_OF_A_TICKET", 0)
    said = answering(delivery_to(ticket, jo.email))
    arrival = taken(folder, **said, files=[file(folder, "a.txt")])
    assert arrival.message and not ticket.attachments.exists() and arrival.facts["left_out"]


def test_a_mail_of_a_file_alone_is_a_reply_of_a_file_alone(ticket, jo, folder):
    arrival = taken(folder, **answering(delivery_to(ticket, jo.email)), text="", files=[file(folder, "a.txt")])
    assert arrival.message.source == "" and arrival.message.attachments.count() == 1


def test_a_reply_moves_to_another_ticket_with_its_files_and_back(ticket, other, reply, jo, priya):
    actions.resolve_ticket(other, by=priya)
    owed, was = Delivery.objects.count(), reply.message
    moved = moving.move_to_ticket(reply, other, by=priya)
    other.refresh_from_db()
    assert (moved.ticket, moved.message.ticket, moved.reason, moved.outcome) == (other, other, "moved", "reply")
    assert (moved.message.person, moved.message.source, moved.message.quoted) == (jo, "It jams still", "> On Monday")
    assert other.status == Status.OPEN and moved.message.attachments.count() == 1
    assert not ticket.messages.standing().exists() and not ticket.attachments.exists()
    assert kinds(ticket)[-1] == "ticket.mail-moved-away" and "ticket.mail-moved-here" in kinds(other)
    assert found("jams still") == [other] and Delivery.objects.count() <= owed + 1  # who holds it hears that it is open
    back = moving.move_to_ticket(moved, ticket, by=priya)
    assert back.message == was and list(ticket.messages.standing()) == [was]
    assert was.attachments.count() == 1 and not other.messages.standing().exists()
    assert found("jams still") == [ticket]


def test_what_its_sender_may_not_see_becomes_an_internal_note(ticket, hardware, jo, priya):
    theirs = actions.submit_ticket(name="Kim", email="kim@alpha.example", subject="Kim's", category=hardware)
    mail = taken(**answering(delivery_to(ticket, jo.email)), text=f"About Kim {canary.word()}")
    moved = moving.move_to_ticket(mail, theirs, by=priya)
    assert (moved.message.kind, moved.message.agent) == ("note", priya)
    assert not moved.message.seconds_left and theirs.status == Status.NEW


def test_the_ticket_that_a_mail_opened_goes_to_the_bin_with_it_and_comes_back(ticket, priya, folder):
    mail = taken(folder, text="More of it", quoted="> q", files=[file(folder, "photo.txt")])
    own = mail.ticket
    moved = moving.move_to_ticket(mail, ticket, by=priya)
    own.refresh_from_db()
    assert own.is_binned and moved.message.quoted == "> q" and moved.message.attachments.count() == 1
    back = moving.move_to_ticket(moved, own, by=priya)
    own.refresh_from_db()
    assert not own.is_binned and back.message is None and back.outcome == "ticket"
    assert own.attachments.get().message is None and not ticket.messages.standing().exists()


def test_a_ticket_on_which_more_was_said_stays(ticket, priya):
    mail = taken()
    actions.reply_to_ticket(mail.ticket, by=priya, text="Hello")
    own = mail.ticket
    moving.move_to_ticket(mail, ticket, by=priya)
    own.refresh_from_db()
    assert not own.is_binned


def test_a_reply_becomes_a_ticket_of_its_own_and_goes_back(ticket, reply, jo, priya):
    owed = Delivery.objects.count()
    moved = moving.move_to_new_ticket(reply, by=priya)
    assert (moved.outcome, moved.message, moved.ticket.requester) == ("ticket", None, jo)
    assert (moved.ticket.description, moved.ticket.opening.quoted) == ("It jams still", "> On Monday")
    assert moved.ticket.attachments.count() == 1 and Delivery.objects.count() == owed
    assert kinds(moved.ticket)[0] == "ticket.made-of-mail"
    made = moved.ticket
    moving.move_to_ticket(moved, ticket, by=priya)
    made.refresh_from_db()
    assert made.is_binned and ticket.messages.standing().count() == 1


def test_what_is_set_aside_leaves_its_ticket_and_comes_back_whole(ticket, reply, priya):
    was = reply.message
    aside = moving.set_aside(reply, by=priya)
    assert (aside.outcome, aside.ticket, aside.reason) == ("quarantine", None, "set-aside")
    assert not ticket.messages.standing().exists()
    back = moving.move_to_ticket(aside, ticket, by=priya)
    assert back.message == was and was.attachments.count() == 1 and back.outcome == "reply"


def test_what_was_set_aside_unread_is_read_again_for_where_it_shall_go(ticket, other, priya, folder):
    said = {"marks": {"precedence": "bulk"}, "text": "A real question", "files": [file(folder, "a.txt")]}
    aside = taken(folder, **said)
    assert aside.outcome == "quarantine" and not Message.objects.exists()
    waiting = moving.move_to_ticket(aside, other, by=priya)
    assert waiting.outcome == "waiting"
    done = take(waiting, read(**said), folder)
    assert (done.outcome, done.ticket, done.message.source) == ("reply", other, "A real question")
    assert done.message.attachments.count() == 1 and "wish" not in done.facts


def test_what_should_go_to_a_ticket_that_was_binned_meanwhile_is_set_aside(other, priya):
    aside = taken(marks={"precedence": "bulk"})
    moving.move_to_ticket(aside, other, by=priya)
    actions.bin_ticket(other, by=priya)
    done = take(Arrival.objects.get(), read())
    assert (done.outcome, done.reason, done.related, done.ticket) == ("quarantine", "wish-in-the-bin", other, None)


def test_what_was_set_aside_unread_may_open_a_ticket_that_nobody_is_told_of(priya):
    aside = taken(marks={"precedence": "bulk"}, from_address="kim@alpha.example", from_name="Kim")
    done = take(moving.move_to_new_ticket(aside, by=priya), read(from_address="kim@alpha.example", from_name="Kim"))
    assert (done.outcome, done.reason, done.ticket.requester.name) == ("ticket", "moved", "Kim")
    assert not Delivery.objects.exists()


def test_some_moves_make_no_sense(ticket, reply, priya, sam, other):
    for act in (
        lambda: moving.move_to_ticket(reply, ticket, by=priya),
        lambda: moving.move_to_new_ticket(taken(), by=priya),
        lambda: moving.set_aside(taken(marks={"precedence": "bulk"}), by=priya),
        lambda: moving.set_aside(Arrival.objects.create(mailbox=reply.mailbox, digest="w", size=1), by=priya),
    ):
        with pytest.raises(moving.CantBeMoved):
            act()
    actions.bin_ticket(other, by=sam)
    with pytest.raises(actions.InTheBin):
        moving.move_to_ticket(reply, other, by=priya)
    assert ticket.messages.standing().count() == 1


def test_what_an_agent_sent_stays_where_it_was_sent(ticket, other, priya, sam):
    actions.assign_ticket(ticket, priya, by=sam)
    notice = delivery_to(ticket, priya.email, audience="assignee")
    arrival = taken(**answering(notice), from_address=priya.email)
    for act in (lambda: moving.move_to_ticket(arrival, other, by=sam), lambda: moving.set_aside(arrival, by=sam)):
        with pytest.raises(moving.CantBeMoved):
            act()


def test_moving_there_and_back_keeps_every_count(ticket, other, reply, priya):
    for place in (other, ticket, other, ticket):
        reply = moving.move_to_ticket(reply, place, by=priya)
    assert Message.objects.standing().count() == 1 and Message.objects.count() == 2
    assert Arrival.objects.count() == 1
