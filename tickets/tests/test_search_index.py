"""What the search finds a ticket by is written with the ticket, follows every change, and can be made anew."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from activity import record
from assets import actions as assets
from itdesk.searching.index import Damaged
from people import actions as people
from tickets import actions, events, search
from tickets.models import Searchable, Ticket
from tickets.search import indexing


def found(text):
    return set(search.matching(Ticket.objects.all(), text).values_list("pk", flat=True))


def test_a_ticket_is_found_by_its_words_its_requester_and_its_asset(priya, hardware, laptop):
    ticket = actions.enter_ticket(
        by=priya, name="Ines Kaya", email="ines@alpha.example", subject="Écran noir", description="Nothing at all",
        category=hardware, asset_tag="as1042",
    )  # fmt: skip
    for text in ("écran", "ÉCRAN noir", "thing", "kaya ines", "ines@alpha", "AS1042", f"#{ticket.pk}", "ka"):
        assert found(text) == {ticket.pk}, text
    assert found("ecran") == found("aya k zz") == found("hing at allx") == set()


def test_the_row_is_written_in_the_same_transaction(jo, hardware):
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.submit_ticket(name="Jo Park", email="jo@alpha.example", subject="Zebra", category=hardware)
        assert found("zebra")
        raise RuntimeError
    assert not Searchable.objects.exists()


def test_an_edit_is_found_at_once_and_what_it_replaced_no_more(ticket, priya):
    actions.edit_ticket(ticket, by=priya, subject="Scanner hums")
    assert found("hums") == {ticket.pk} and not found("jams")


def test_a_change_of_nothing_that_is_searched_writes_no_row(ticket, priya, sam, django_assert_num_queries):
    actions.assign_ticket(ticket, priya, by=priya)
    with django_assert_num_queries(0):
        indexing.remember(record.Event(changes={"assignee": {}}), ticket)


def test_a_person_who_changes_name_or_address_is_found_by_the_new_one(ticket, priya):
    people.edit_person(ticket.requester, by=priya, name="Jo Marlowe", email="marlowe@alpha.example")
    assert found("marlowe@") == {ticket.pk} and not found("jo@alpha")
    assert found("park") == {ticket.pk}  # the name as given


def test_renaming_a_person_of_many_tickets_reaches_each(ticket, priya, hardware, monkeypatch):
    monkeypatch.setattr(indexing, "CHUNK", 2)
    more = [Ticket(subject=f"More {n}", category=hardware, requester=ticket.requester) for n in range(4)]
    record.created_many(more, events.IMPORTED, by=None)
    people.edit_person(ticket.requester, by=priya, name="Jo Marlowe")
    assert found("marlowe") == set(Ticket.objects.values_list("pk", flat=True)) and len(found("marlowe")) == 5


def test_an_asset_with_a_new_tag_is_found_by_it(priya, hardware, laptop):
    ticket = actions.enter_ticket(
        by=priya, name="Jo", email="jo@alpha.example", subject="Slow", category=hardware, asset_tag="AS1042"
    )
    assets.edit_asset(laptop, by=priya, tag="ZZ9")
    assert found("zz9") == {ticket.pk} and not found("as1042")


def test_what_is_made_or_changed_in_bulk_is_found(hardware):
    made = [Ticket(subject=f"Bulk {word}", category=hardware) for word in ("zebra", "heron")]
    record.created_many(made, events.IMPORTED, by=None)
    assert found("zebra") == {made[0].pk} and found("bulk") == {ticket.pk for ticket in made}
    record.changed_many([(ticket, {"subject": "Otter"}) for ticket in made], events.IMPORTED, by=None)
    assert found("otter") == {ticket.pk for ticket in made} and not found("bulk")


def test_the_ambient_check_sees_a_ticket_whose_row_is_not_true(ticket):
    Searchable.objects.update(text="  zebra")
    assert list(search.differences()) == [ticket.pk]
    indexing.write([ticket.pk])
    assert not list(search.differences())


def test_a_binned_ticket_stays_indexed(ticket, priya):
    actions.bin_ticket(ticket, by=priya)
    assert found("jams") == {ticket.pk}


def test_the_index_follows_inserts_updates_and_deletes(ticket, priya):
    indexing.INDEX.examine()
    actions.edit_ticket(ticket, by=priya, subject="Scanner hums")
    indexing.INDEX.examine()
    Searchable.objects.all().delete()
    indexing.INDEX.examine()
    indexing.install()


def test_a_lost_index_and_lost_rows_come_back_with_migrate(ticket):
    Searchable.objects.all().delete()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # rows that still wait for their check forbid it
        lost = "TABLE" if connection.vendor == "sqlite" else "INDEX"
        cursor.execute(f"DROP {lost} {indexing.INDEX.name}")
    assert not indexing.INDEX.is_in_place()
    assert list(search.differences()) == [ticket.pk]
    indexing.install()
    indexing.INDEX.examine()
    assert found("jams") == {ticket.pk}


def test_what_has_its_row_is_not_passed_by_again_and_again(ticket, hardware, monkeypatch):
    monkeypatch.setattr(indexing, "CHUNK", 2)
    made = [Ticket(subject=f"More {n}", category=hardware) for n in range(4)]
    record.created_many(made, events.IMPORTED, by=None)
    Searchable.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        indexing.install()
    behind = [
        sql.partition('"id" > ')[2].split()[0].rstrip(")") for sql in queries(asked) if '"ticket_id" IS NULL' in sql
    ]
    assert behind == ["0", str(made[0].pk), str(made[2].pk), str(made[3].pk)]
    assert not list(search.differences())


def queries(asked):
    return [query["sql"] for query in asked.captured_queries]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps its indexes itself")
def test_a_lost_trigger_is_put_back_and_what_it_missed_is_indexed(ticket):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {indexing.INDEX.name}_update")
    Searchable.objects.update(text="  zebra")
    with pytest.raises(Damaged):
        indexing.INDEX.examine()
    indexing.install()
    indexing.INDEX.examine()
    indexing.write([ticket.pk])
