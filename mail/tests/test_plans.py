"""Nothing that comes in, goes out or is answered reads a table whole that grows with the desk: somebody waits for each.

Asked of SQLite on an empty desk: without figures its plans are those of a million tickets.
"""

from contextlib import contextmanager

import pytest
from django.db import connection

from mail import sending
from mail.tests.coming import answering, delivery_to, taken
from mail.tests.serving import make_due, served
from people.actions import find_or_create_person
from tickets import actions, my_tickets
from tickets.tests.test_submit import ASKED

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite")
SMALL = {"agents_agent", "mail_mailbox", "activity_outlet", "tickets_inquiry"}


@contextmanager
def read_whole():
    """Collects the tables that a statement reads from end to end, and are not SMALL, with the statement."""
    found = []

    def explain(execute, sql, params, many, context):
        if sql.startswith(("SELECT", "UPDATE", "DELETE")):
            cursor = connection.create_cursor()  # one that no wrapper sees
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            steps = [row[3].split() for row in cursor.fetchall()]
            found.extend((step[1], sql) for step in steps if step[0] == "SCAN" and step[1] not in SMALL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield found


def test_a_submission_reads_no_table_whole(client, db):
    with read_whole() as found:
        for email in ("jo@alpha.example", "jo@alpha.example", "sam@alpha.example"):
            assert client.post("/submit/", ASKED | {"email": email}).status_code == 302
    assert not found


def test_nor_does_an_answer_or_the_sending_of_what_is_owed(settings, ticket, jo, priya):
    with served(settings) as server, read_whole() as found:
        actions.reply_to_ticket(ticket, by=priya, text="On my way", status="open")
        actions.reply_to_ticket(ticket, by=jo, text="Thank you")
        make_due()
        assert sending.send_due() == len(server.mails) > 0
    assert not found


def test_nor_does_a_mail_that_comes_in(helpdesk, place, ticket):
    with read_whole() as found:
        asked = taken(from_address="new@alpha.example")
        assert taken(**answering(delivery_to(ticket, "jo@alpha.example"))).ticket == ticket != asked.ticket
    assert not found


def test_nor_does_who_is_known_by_name_or_asks_where_their_tickets_are(db, jo):
    with read_whole() as found:
        known = [find_or_create_person(name="Flo", email="flo@", by="Flo") for _time in range(2)]
        assert known[0] == known[1]
        my_tickets.ask(jo.email)
        assert my_tickets.answer() == 1
    assert not found
