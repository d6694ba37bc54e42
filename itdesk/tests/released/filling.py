"""Fills an empty desk with a little of everything, odd text above all, and dumps it as SQL.

    ITDESK_DATA_DIR=$(mktemp -d) python -m itdesk.tests.released.filling itdesk/tests/released/2026-11-22.sqlite.sql

A released dump is never made again: the schema that it has is the point of it.
"""

import os
import re
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

PASSWORD = "Remembered-since-2026!"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # made up
ODD = [
    "O'Brien; DROP TABLE tickets_ticket; --",
    "back\\slash \\N \\. \"quoted\" 'single' `tick` $$dollar$$",
    "=cmd|' /C calc'!A0",
    "Zoë Ångström, e\u0301 and é, ﬁ, ß, İstanbul, ǆ",
    "شاشة سوداء عند التشغيل",
    "プリンターが紙を詰まらせる",
    "👩🏽‍💻 cannot work 🔥𝒳",
    "می‌خواهم half-space, soft\u00adhyphen, no\u00a0break",
    "<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}",
    "tab\tand more",
    "x" * 255,
]


def fill():
    """Needs an empty, migrated database."""
    from django.contrib.auth import get_user_model

    priya, sam = _agents()
    _accounts(priya, sam)
    assets = _assets(priya)
    _tickets(priya, sam, assets)
    _odds_and_ends(priya, get_user_model().objects.get(username="root"))


def _agents():
    from agents import actions
    from agents.models import Agent

    who = [("Priya", "Shah"), ("Sam", "O’Kafor-Ćwikła"), ("山田", "太郎")]
    made = [
        actions.register_agent(first_name=first, last_name=last, email=f"agent{n}@alpha.example", password=PASSWORD)
        for n, (first, last) in enumerate(who)
    ]
    made[2].is_active = False
    made[2].save()
    Agent.objects.create_superuser("root", "root@alpha.example", PASSWORD, time_zone="Asia/Kathmandu", theme="dark")
    actions.change_hr_code("Straße-42 ÄÖ", by=made[0])
    return made[:2]


def _accounts(priya, sam):
    from allauth.account.models import EmailAddress, EmailConfirmation
    from django.contrib.auth.models import Group, Permission
    from django.contrib.sessions.models import Session as Plain
    from django.utils import timezone

    from agents import actions, throttle
    from agents.models import Session

    actions.turn_on_two_factor(priya, secret=SECRET, step=1)
    group = Group.objects.create(name="Second level ✓")
    group.permissions.set(Permission.objects.filter(codename="view_ticket"))
    sam.groups.add(group)
    sam.user_permissions.set(Permission.objects.filter(codename__startswith="change_"))
    address = EmailAddress.objects.create(user=sam, email=sam.email, verified=True, primary=True)
    EmailConfirmation.objects.create(email_address=address, key="k" * 32, sent=timezone.now())
    in_an_hour = timezone.now() + timedelta(hours=1)
    Session.objects.create(
        session_key="s" * 32, session_data="", expire_date=in_an_hour, agent=sam, address="2001:db8::1"
    )
    Plain.objects.create(session_key="p" * 32, session_data="", expire_date=in_an_hour)
    throttle.take("login:priya", limit=5, seconds=60)


def _assets(priya):
    from assets import actions
    from assets.models import Category
    from people.actions import create_person, edit_person, find_or_create_person

    jo = find_or_create_person(name="Jo Park", email="jo@alpha.example", by="Jo Park", phone="+44 20 7946 0000")
    edit_person(jo, by=priya, location="London, 3rd floor")
    find_or_create_person(name="Äda Löve", email="no address", by=priya)
    create_person(name="محمد", email="m@alpha.example", by=priya)
    laptop, phone = (Category.objects.get(slug=slug) for slug in ("laptop", "cellphone"))
    made = [
        actions.create_asset(by=priya, category=laptop, manufacturer=text[:80], model="T14 – “new”", holder=jo)
        for text in ODD
    ]
    made.append(actions.create_asset(by=priya, tag="Ph.7_b-1", category=phone, serial_number="0" * 40))
    actions.set_status(made[1], "out-of-service", by=priya)
    actions.edit_asset(made[2], by=priya, seen=1, warranty_end=jo.created_at.date())
    actions.bin_asset(made[3], by=priya)
    return made


def _tickets(priya, sam, assets):
    from activity import record, undo
    from tickets import actions
    from tickets.models import Category, Ticket

    category = Category.objects.get(slug="hardware")
    made = [
        actions.submit_ticket(
            name="Jo Park", email="jo@alpha.example", subject=text, description=f"{text}\n\n{text}\n" * 3,
            category=category, asset_tag=asset.tag, key=f"form {text}",
        )
        for text, asset in zip(ODD, assets, strict=False)
    ]  # fmt: skip
    made.append(
        actions.enter_ticket(
            by=sam, name="Nobody", email="not an address", subject="Entered", category=category, asset_tag="gone-1",
            urgency="cannot-work", type="service-request", assignee=priya,
        )
    )  # fmt: skip
    actions.assign_ticket(made[0], priya, by=sam, seen=1)
    actions.edit_ticket(made[1], by=sam, status="pending", pending_reason="parts", priority="p1")
    actions.resolve_ticket(made[2], by=priya)
    actions.close_ticket(made[3], by=priya)
    actions.reopen_ticket(made[3], by=sam)
    actions.bin_ticket(made[4], by=sam)
    actions.bin_ticket(made[5], by=sam)
    actions.restore_ticket(made[5], by=sam)
    undo.undo(actions.edit_ticket(made[6], by=sam, subject="A mistake"), by=sam)
    with record.batch(), record.at(made[0].created_at - timedelta(days=400)):
        old = Ticket(
            subject="From elsewhere", category=category, source="import", external_id="Ü1", external_source="csv"
        )
        record.created(old, actions.events.IMPORTED, by="an import")


def _odds_and_ends(priya, root):
    """Rows whose numbers were used and are gone, a note of the back office, and one message of each state."""
    from django.contrib.admin.models import CHANGE, LogEntry
    from django.contrib.auth.models import Group
    from django.db.models import F

    from activity.models import Delivery
    from assets import models as assets
    from tickets import models as tickets

    tickets.Category.objects.create(slug="printing-3d", name="3D-печать")
    LogEntry.objects.create(user=root, action_flag=CHANGE, object_repr="3D-печать", change_message="[]")
    for model in (tickets.Category, assets.Category):
        model.objects.create(slug="short-lived", name="Short-lived").delete()
    Group.objects.create(name="Short-lived").delete()
    owed = Delivery.objects.order_by("id")
    for delivery, state in zip(owed, ["sent", "failed"], strict=False):
        delivery.state, delivery.last_error = state, "550 5.1.1 \N{RIGHT SINGLE QUOTATION MARK}unknown\N{SNOWMAN}"
        delivery.save()
    Delivery.objects.filter(state="sent").update(attempts=F("attempts") + 1)


def dump(path):
    """Writes the database as SQL: SQLite's own statements, or pg_dump's."""
    from django.db import connection

    text = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    path.write_text(text, encoding="utf-8")


def _sqlite():
    from django.conf import settings

    with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as database:
        return "\n".join(database.iterdump()) + "\n"


def _postgresql():
    from itdesk.tests import cluster

    program = cluster.find_programs() / "pg_dump"
    options = ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=500"]
    done = subprocess.run(
        [program, *options, os.environ["DATABASE_URL"]], stdout=subprocess.PIPE, check=True, text=True
    )
    return re.sub(r"(?m)^\\(un)?restrict .*\n", "", done.stdout)  # psql's own commands: a test runs this without psql


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itdesk.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    fill()
    dump(Path(sys.argv[1]))
