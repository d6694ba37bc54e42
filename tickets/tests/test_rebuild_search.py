"""manage.py rebuild_search, and what the system checks say of a database that can't search."""

import sqlite3

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from itdesk.searching import checks
from tickets import search
from tickets.models import Searchable, Ticket

ON_SQLITE = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="of SQLite")
ON_POSTGRESQL = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="of PostgreSQL")


def said(capsys, *arguments):
    call_command("rebuild_search", *arguments)
    return capsys.readouterr().out


def test_what_differs_is_mended_and_what_is_true_is_left(ticket, capsys):
    assert "1 tickets, 0 of them mended" in said(capsys)
    Searchable.objects.all().delete()
    assert "1 tickets, 1 of them mended" in said(capsys)
    assert "1 tickets are found by what they say" in said(capsys, "--check")


def test_a_check_only_compares(ticket):
    Searchable.objects.update(text="  zebra")
    with pytest.raises(CommandError, match="1 tickets are not found"):
        call_command("rebuild_search", "--check")
    assert Searchable.objects.get().text == "  zebra"
    search.mend()


@ON_SQLITE
def test_a_damaged_index_is_named_and_made_anew(ticket, capsys):
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {search.INDEX.name}({search.INDEX.name}) VALUES ('delete-all')")
    with pytest.raises(CommandError, match="damaged"):
        call_command("rebuild_search", "--check")
    said(capsys)
    assert "are found" in said(capsys, "--check")
    assert search.matching(Ticket.objects.all(), "jams").get() == ticket


@ON_SQLITE
def test_an_sqlite_that_is_too_old_is_named(monkeypatch):
    assert not list(checks.sqlite_can_search(None))
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    assert [message.id for message in checks.sqlite_can_search(None)] == ["itdesk.E008"]


@ON_POSTGRESQL
def test_a_postgresql_without_trigrams_is_named_searches_all_the_same_and_gets_its_index_with_migrate(ticket):
    assert not list(checks.postgresql_can_search(None, databases=["default"]))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    assert [message.id for message in checks.postgresql_can_search(None, databases=["default"])] == ["itdesk.W003"]
    assert search.matching(Ticket.objects.all(), "jams").get() == ticket
    search.install()
    assert search.INDEX.is_in_place()
