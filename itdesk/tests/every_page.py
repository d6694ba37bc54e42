"""Every page of the desk, as whoever sees it: each GET route of the URLconf, and states that have no route of their own."""

import csv
from types import SimpleNamespace
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from activity.models import Delivery
from agents import actions as agent_actions
from agents import reset, two_factor
from agents.models import HRCode
from assets import actions as asset_actions
from itdesk.tests.test_access import TABLE, routes, sample_of
from mail.tests import coming
from tickets import actions, files, requesting
from tickets.tests.test_import_tickets_pages import imported, upload
from tickets.tests.tracking import holder_of

LONG = (
    "Finance share is read-only since the server move and the very-long-unbroken-name-of-a-share-that-nobody-can-wrap "
)
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx"
    b"\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)
NAMES = ["Henrietta van der Westhuizen-Blackwood", "ليلى منصور", "שירה לוי", "田中 美咲"]

# Routes whose GET is no page: pieces for a picker, a download, and what machines ask for
PIECES = {
    "assets:makers", "assets:models", "assets:next-tag", "assets:options", "people:options", "tickets:changed",
    "tickets:file", "tickets:tracked-file", "tickets:property", "tickets:rejects", "mail:source", "mail:formatted",
    "mail:sent-page", "healthz", "readyz",
}  # fmt: skip
# Routes whose page needs more than the table's sample: who sees it, and where
REACHED = {
    "home": ("agent", "/"),
    "account_login": ("stranger", "/login/"),
    "account_signup": ("stranger", "/register/"),
    "mfa_authenticate": ("half-in", "/login/code/"),
    "password_reset_link": ("stranger", "{reset_link}"),
    "recovery_codes": ("careful", "/account/two-factor/codes/"),
    "two_factor_off": ("careful", "/account/two-factor/turn-off/"),
    "tickets:submitted": ("submitter", "/submit/done/"),
    "tickets:track": ("holder", "{tracked}"),
    "tickets:tracked": ("rater", "{solved}"),
    "tickets:restore": ("agent", "/tickets/{binned}/restore/"),
    "assets:restore": ("agent", "/assets/AS2/restore/"),
    "tickets:import": ("superuser", "{looked_at}"),
}
STATES = [
    *[("stranger", path) for path in ("/nothing/here/", "/password/reset/1/1/", "/track/nothing/")],
    *[
        ("agent", path)
        for path in (
            "/tickets/?status=any", "/tickets/?q=nothing+at+all", "/tickets/?status=nonsense", "/tickets/?after=damaged",
            "/tickets/{binned}/", "/assets/?q=nothing+at+all", "/assets/AS2/", "/nothing/here/", "/tickets/import/",
        )
    ],
    *[("superuser", path) for path in ("{done}", "/tickets/{ticket}/")],
    *[("agent", path) for path in ("/mail/out/?state=any", "/mail/out/?state=failed", "/mail/out/?state=x")],
    *[("rater", f"{{solved}}?do={do}") for do in ("works", "broken", "stop", "rate&score=4")],
    ("careful", "/account/two-factor/"),
]  # fmt: skip


def pages(world):
    """(who, path) of every page. A route that nobody placed fails: put it into PIECES or REACHED."""
    table = {row["route"]: row for row in csv.DictReader(TABLE.open())}
    for name, pattern in sorted(set(routes())):
        if pattern.startswith("admin/") or name in PIECES or table[name]["superuser GET"] == "405":
            continue
        if name in REACHED:
            who, path = REACHED[name]
            yield who, path.format(**vars(world))
        else:
            yield _who_sees(table[name]), sample_of(pattern, world.things)
    for who, path in STATES:
        yield who, path.format(**vars(world))


def _who_sees(row):
    """The least of them who gets the page."""
    seers = [role for role in ("anonymous", "agent", "superuser") if row[f"{role} GET"] == "200"]
    assert seers, f"{row['route']}: say in REACHED how this page is reached"
    return seers[0].replace("anonymous", "stranger")


def fill(*, ticket, laptop, priya, sam, amal, root, jo, hardware):
    """What the pages are about: long, Arabic, Hebrew and Japanese names, an unknown tag, both bins, an import; browsers."""
    for number, name in enumerate(NAMES):
        answers = dict(name=name, email=f"p{number}@alpha.example", subject=LONG + name, category=hardware)
        made = actions.enter_ticket(by=priya, assignee=sam if number else None, asset_tag="AS404", **answers)
    actions.edit_ticket(made, by=priya, status="pending", pending_reason="parts")
    actions.edit_ticket(ticket, by=sam, description=f"{LONG}\n\nليلى منصور\n\n{'x' * 300}")
    binned = actions.submit_ticket(name="Jo", email="jo@alpha.example", subject="Gone", category=hardware)
    actions.bin_ticket(binned, by=sam)
    asset_actions.edit_asset(laptop, by=priya, holder=jo, warranty_start="2026-01-01", warranty_end="2027-01-01")
    asset_actions.bin_asset(asset_actions.create_asset(by=priya, tag="AS2", category=laptop.category), by=priya)
    HRCode.objects.create(code="Alpha-2026")
    holders = _holders(ticket, jo, priya, hardware)
    agent_actions.turn_on_two_factor(amal, secret=two_factor.new_secret(), step=0)
    clients = _clients(agent=priya, careful=amal, superuser=root) | {who: kept[0] for who, kept in holders.items()}
    return SimpleNamespace(
        clients=clients,
        things={"ticket": ticket, "asset": laptop, "person": jo, "arrival": _mail(jo), "delivery": _outbox(ticket)},
        ticket=ticket.pk,
        binned=binned.pk,
        tracked=holders["holder"][1],
        solved=holders["rater"][1],
        reset_link=urlsplit(reset.link_for(sam)).path,
        looked_at=upload(clients["superuser"]).request["PATH_INFO"],
        done=imported(clients["superuser"]).request["PATH_INFO"],
    )


def _mail(jo):
    """That answers elsewhere, was sent to others too, and that its server doubts."""
    doubts = {
        "reply_to": "x@elsewhere.example",
        "authentication": ["mx.example; spf=fail; dmarc=none"],
        "problems": [LONG],
    }
    words = {"subject": LONG + NAMES[1], "text": f"{LONG}\n\n{NAMES[2]}", "quoted": f"> {LONG}", "html": "<p>Hello</p>"}
    return coming.taken(
        from_address=jo.email, from_name=NAMES[3], cc=[f"p{n}@alpha.example" for n in range(3)], **words, **doubts
    )


def _outbox(ticket):
    """A mail of each state; the one that failed."""
    keys = list(Delivery.objects.filter(event__subject_id=ticket.pk).order_by("pk").values_list("pk", flat=True))
    for key, state in zip(keys, ["failed", "bounced", "held", "sent", "cancelled"], strict=False):
        Delivery.objects.filter(pk=key).update(
            state=state, last_error=f"550 5.1.1 {LONG * 2}" if state != "sent" else ""
        )
    return Delivery.objects.get(pk=keys[0])


def _holders(ticket, jo, priya, hardware):
    """Who has a private link: {who: (browser, its page)}; a ticket in work with much said on it, and a solved one."""
    for text in (f"**Thanks.** {LONG}", "ليلى منصور", "- one\n- two\n\n`x`"):
        actions.reply_to_ticket(ticket, by=priya, text=text)
        actions.reply_to_ticket(ticket, by=jo, text=text)
    answers = dict(name=NAMES[0], email="p0@alpha.example", subject=LONG, description=LONG, category=hardware)
    picture = files.keep(SimpleUploadedFile(f"{LONG}.png", PICTURE), basket="", agent=None)
    solved = actions.submit_ticket(**answers, attached=[picture])
    actions.resolve_ticket(solved, by=priya)
    requesting.add_participant(ticket, solved.requester, by=priya)
    return {"holder": holder_of(ticket, jo), "rater": holder_of(solved, solved.requester)}


def _clients(**agents):
    """A browser for each who sees something: strangers, those half logged in, those who have just submitted, agents."""
    clients = {who: Client() for who in ("stranger", "half-in", "submitter", *agents)}
    for who, agent in agents.items():
        clients[who].force_login(agent)
    clients["half-in"].post("/login/", {"username": "amal", "password": "Cast-of-2026!"})
    answers = {"name": "Jo", "email": "jo@alpha.example", "subject": "Jam", "category": "hardware"}
    clients["submitter"].post("/submit/", answers)
    return clients


def context_of(browser, address, client, **options):
    """A window of Chromium with this client's cookies."""
    context = browser.new_context(base_url=address, **options)
    context.add_cookies([{"name": name, "value": kept.value, "url": address} for name, kept in client.cookies.items()])
    return context
