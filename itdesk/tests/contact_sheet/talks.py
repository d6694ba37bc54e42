"""Conversations to be seen: a long one with files and notes, and what the requester sees in each state."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activity import record
from itdesk.tests.contact_sheet.scenes import SCENES, Scene, scene
from people.actions import find_or_create_person
from tickets import actions, files, links, requesting
from tickets.models import Category, Ticket

NAME, EMAIL = "Henrietta van der Westhuizen-Blackwood", "henrietta@alpha.example"
SUBJECT = "Printer jams on the third floor"
WHY = {"pending": "requester"}
SAID = [
    "Could you tell me **when it began**, and whether the other printer works?\n\n- third floor, room 3.114\n- *PR0016*",
    "Since Monday. The other one works:\n\n> Paper jam in tray 2\n\nI took out the paper twice, it says the same again.",
    "Please print the status page (`Menu → Reports → Status`) and send a photo of it.",
    "ليلى تقول إن الطابعة الأخرى تعمل. هل يمكنني استخدامها حتى ذلك الحين؟",
    "```\n\\\\prn-lisbon-03\\PR0016  ERROR 0x00000bcb  "
    + "x" * 120
    + "\n```\nSee <https://intranet.alpha.example/printing/queues>.",
    "用紙トレイを交換しました。もう一度試していただけますか。",
]


def talked(subject, *, agent, rounds=1, status=""):
    """A ticket on which both sides spoke, some days ago; its requester, and a link to it."""
    begun = timezone.now() - timedelta(days=3)
    with record.at(begun):
        ticket = actions.submit_ticket(
            name=NAME, email=EMAIL, subject=subject, category=Category.objects.get(slug="printing"),
            description="It says *paper jam*, but there is no paper in it.\n\nRoom 3.114.",
        )  # fmt: skip
    person = find_or_create_person(name=NAME, email=EMAIL, by=agent)
    for turn in range(rounds):
        speaker = (agent, person)[turn % 2]
        with record.at(begun + timedelta(hours=turn + 1)):
            attached = [photo(turn, speaker if speaker is agent else None)] if turn % 5 == 2 else []
            actions.reply_to_ticket(ticket, by=speaker, text=SAID[turn % len(SAID)], attached=attached)
            if turn % 4 == 3:
                actions.note_on_ticket(
                    ticket, by=agent, text="Third time this month; the roller is worn. Order *RM1-6414*."
                )
                actions.edit_ticket(ticket, by=agent, priority=["p2", "p3"][turn % 8 == 3])
    if status:
        with record.at(begun + timedelta(days=2)):
            actions.edit_ticket(
                ticket, by=agent, status=status, **({"pending_reason": "requester"} if status == "pending" else {})
            )
    return ticket, person, links.address_of(links.make_link(ticket, person))


def photo(number, agent):
    content = SimpleUploadedFile(
        f"Status page of the printer on the third floor ({number}).pdf", b"%PDF-1.7\n" + b"x" * 40_000
    )
    return files.keep(content, basket="", agent=agent)


def follow(subject, **story):
    def play(page, world):
        ticket, person, address = talked(subject, agent=world.people["agent"], **story)
        if story.get("status") == "closed":
            requesting.rate_ticket(ticket, by=person, score=4, words="Quick, thank you.")
        page.goto(urlsplit(address).path)
        page.get_by_role("heading", level=1).wait_for()

    return play


STATES = {
    "received": {"rounds": 0}, "in-progress": {"rounds": 6}, "waiting": {"rounds": 3, "status": "pending"},
    "solved": {"rounds": 3, "status": "resolved"}, "closed": {"rounds": 4, "status": "closed"},
}  # fmt: skip
SCENES += [Scene(f"track-{name}", "stranger", follow(SUBJECT, **story)) for name, story in STATES.items()]


@scene("ticket-conversation", "agent")
def conversation(page, world):
    ticket, _person, _address = talked("Printer jams on the third floor", agent=world.people["agent"], rounds=24)
    page.goto(ticket.get_absolute_url())


@scene("ticket-sent", "agent", is_window=True)
def sent(page, world):
    ticket, _person, _address = talked("Printer jams again", agent=world.people["agent"], rounds=2)
    page.goto(ticket.get_absolute_url())
    page.get_by_role("textbox", name="Message").fill("A colleague brings a new roller today.")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Undo send").first.wait_for()


@scene("ticket-note", "agent", is_window=True)
def note(page, world):
    page.goto(Ticket.objects.filter(subject="Printer jams again").first().get_absolute_url())
    page.get_by_text("Internal note", exact=True).first.click()
    page.get_by_role("textbox", name="Message").fill("Order the roller.")


@scene("ticket-held", "agent", is_window=True)
def held(page, world):
    ticket, _person, _address = talked("Printer jams, two answer", agent=world.people["agent"], rounds=1)
    page.goto(ticket.get_absolute_url())
    page.get_by_role("textbox", name="Message").fill("We look into it.")
    actions.reply_to_ticket(ticket, by=world.people["superuser"], text="I am on my way to room 3.114.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("was not sent").or_(page.get_by_role("button", name="Send anyway")).first.wait_for()


@scene("ticket-people", "agent")
def people(page, world):
    ticket, _person, _address = talked("Printer jams for two", agent=world.people["agent"], rounds=1)
    other = find_or_create_person(name="עבד אל-רחמן", email="abd@alpha.example", by=world.people["agent"])
    requesting.add_participant(ticket, other, by=world.people["agent"])
    page.goto(f"{ticket.get_absolute_url()}people/")


@scene("my-tickets", "stranger")
def asking(page, world):
    page.goto("/my-tickets/")


@scene("my-tickets-sent", "stranger")
def asked(page, world):
    page.goto("/my-tickets/sent/")
