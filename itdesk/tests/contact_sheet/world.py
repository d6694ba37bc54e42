"""A desk with everything that strains a page: demo data, thirty agents, long, Arabic, Hebrew and Japanese names."""

from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

from activity import record
from activity.models import Delivery
from agents import actions as agent_actions
from agents import reset, two_factor
from agents.models import Agent
from assets import actions as asset_actions
from assets.models import Asset
from mail.models import MailText
from mail.tests import coming
from people import actions as people_actions
from people.models import Person
from tickets import actions
from tickets.demo.fill import fill_desk
from tickets.models import Category, Ticket

LONG = (
    "Finance share is read-only since the server move, \\\\fileserver-lisbon-03\\finance-controlling-2026-confidential"
)
STRANGE = {
    "hebrew": ("שירה לוי־גולדשטיין", "המחשב הנייד לא נדלק מאז העדכון (BIOS 1.29)"),
    "arabic": ("عبد الرحمن المنصوري", "لا أستطيع تسجيل الدخول إلى البريد الإلكتروني"),
    "japanese": ("長谷川 美咲", "プリンターの紙詰まりが直らない: 三階のコピー室、昨日の午後から"),
    "long": ("Henrietta Wilhelmina van der Westhuizen-Blackwood-Fitzgerald", LONG * 2),
}


def fill():
    """What the scenes need: `people` {who: agent or None}, and the keys of the things that they visit."""
    fill_desk(tickets=500, people=80, assets=90)
    bruno = Agent.objects.get(username="bruno.mars")
    root = Agent.objects.get(username="admin")
    locked = hired("Twyla Factor")
    for number in range(16):
        hired(f"Agent{number:02} Øyvind-Bartholomew Surname-With-Hyphens{number}")
    hired("נועה ברק", "noa.barak")
    forgetful = hired("山田 太郎", "taro.yamada")
    agent_actions.turn_on_two_factor(locked, secret=two_factor.new_secret(), step=0)
    world = SimpleNamespace(
        people={"stranger": None, "agent": bruno, "superuser": root, "two-factor": locked},
        **strange_tickets(bruno),
        **things_of_all_kinds(bruno),
    )
    world.came = mails_that_came(Ticket.objects.get(pk=world.tickets["mailed"]))
    world.mail = (
        Delivery.objects.filter(event__subject_id=world.tickets["mailed"], event__kind_name="ticket.replied").last().pk
    )
    world.text = MailText.objects.get(key="resolved").pk
    world.reset_link = urlsplit(reset.link_for(forgetful)).path
    return world


def hired(name, local_part=""):
    first, last = name.split(" ", 1)
    local_part = local_part or name.lower().replace(" ", ".").replace("ø", "o")
    return agent_actions.register_agent(
        first_name=first, last_name=last, email=f"{local_part}@alpha.example", password="Cast-of-2026!"
    )


def strange_tickets(agent):
    hardware = Category.objects.get(slug="hardware")
    made = {}
    for name, (who, subject) in STRANGE.items():
        made[name] = actions.submit_ticket(
            name=who,
            email=f"{name}@alpha.example",
            subject=subject[:255],
            category=hardware,
            description=f"{subject}\n\n" + "Since Monday. " * 40 + "x" * 300,
            asset_tag="AS404-NOT-THERE",
            phone="+49 170 1234567",
        ).pk
    busy = actions.submit_ticket(name="Jo Park", email="jo@alpha.example", subject="A long story", category=hardware)
    for turn in range(70):
        actions.edit_ticket(
            busy, by=agent, priority=["p1", "p2", "p3", "p4"][turn % 4], subject=f"Chapter {turn}: {LONG}"
        )
    edited = actions.submit_ticket(name="Jo Park", email="jo@alpha.example", subject="Two agents", category=hardware)
    return {"tickets": made | {"busy": busy.pk, "edited": edited.pk, "mailed": mailed(agent, hardware).pk}}


def mailed(agent, category):
    """A ticket whose mails went every way that there is."""
    answers = {"subject": LONG, "category": category, "description": "The share is read-only."}
    ticket = actions.submit_ticket(name="Jo Park", email="jo.park@alpha.example", **answers)
    actions.assign_ticket(ticket, agent, by=None)
    for text, status in (
        ("Try **again**, please:\n\n- log out\n- log in", "pending"),
        ("Done. Better now?", "resolved"),
    ):
        with record.at(record.now() - timedelta(minutes=5)):
            actions.reply_to_ticket(ticket, by=agent, text=text, status=status)
    fates = [
        ("sent", ""),
        ("bounced", "550 5.1.1 No such user here"),
        ("failed", f"554 5.7.1 {LONG}"),
        ("held", "Too many"),
    ]
    newest = Delivery.objects.filter(event__subject_id=ticket.pk).order_by("-pk")
    for key, (state, error) in zip(newest.values_list("pk", flat=True), fates, strict=False):
        Delivery.objects.filter(pk=key).update(state=state, last_error=error, attempts=2)
    return ticket


def things_of_all_kinds(agent):
    laptop = Asset.objects.filter(holder__isnull=False, binned_at=None).first()
    asset_actions.edit_asset(laptop, by=agent, model="ThinkPad with a configuration name that goes on and on " * 2)
    tired = Asset.objects.filter(binned_at=None).exclude(pk=laptop.pk).first()
    asset_actions.set_status(tired, "out-of-service", by=agent)
    gone = asset_actions.create_asset(by=agent, tag="GONE-1", category=laptop.category)
    asset_actions.bin_asset(gone, by=agent)
    asset_actions.create_asset(by=agent, tag="A-TAG-OF-FORTY-CHARACTERS-NO-SPACE-00001", category=laptop.category)
    binned = Ticket.objects.present().first()
    actions.bin_ticket(binned, by=agent)
    person = Person.objects.get(pk=laptop.holder_id)
    people_actions.edit_person(person, by=agent, location="Building with a very long name, 3rd floor, desk 3.114")
    return {"asset": laptop.tag, "tired": tired.tag, "gone": "GONE-1", "binned": binned.pk, "person": person.pk}


def mails_that_came(ticket):
    """The keys of one that opened a ticket and is odd in every way, of an answer, and of one that was set aside."""
    odd = coming.taken(
        from_name=LONG, from_address="mallory@elsewhere.example", subject=f"Re: [#{ticket.pk}] {STRANGE['arabic'][1]}",
        reply_to="x@other.example", cc=[f"p{n}@alpha.example" for n in range(4)], html="<p>Hello</p>",
        authentication=["mx.example; spf=fail; dkim=none; dmarc=fail"], quoted=f"> {LONG}\n> {LONG}\n\n-- \nMallory",
        problems=["Its charset is unknown."], in_reply_to=f"<r1-1-{'a' * 26}@desk.example>",
    )  # fmt: skip
    answer = coming.delivery_to(ticket, "jo.park@alpha.example")
    said = coming.taken(from_address="jo.park@alpha.example", quoted="> Done. Better now?", **coming.answering(answer))
    aside = coming.taken(subject="Out of office", marks={"auto_submitted": "auto-replied"})
    coming.arrived(sender="late@alpha.example", subject="Not read yet")
    return {"odd": odd.pk, "answer": said.pk, "aside": aside.pk, "ticket": odd.ticket_id}
