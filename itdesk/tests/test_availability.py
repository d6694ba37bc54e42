"""While the database takes no writes, everything can be read, what is sent comes back as 503, and nothing is a fault."""

import errno
import sqlite3
import time

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import (
    DatabaseError,
    InternalError,
    OperationalError,
    ProgrammingError,
    close_old_connections,
    connection,
    transaction,
)
from django.test import Client, RequestFactory

from agents import sessions
from agents.models import Session
from itdesk import errors
from itdesk.availability import is_unavailable, is_unwritable

OURS = {"Origin": "http://testserver"}
HTMX = OURS | {"HX-Request": "true", "HX-Target": "modal"}
SUBMITTED = {
    "name": "Jo",
    "email": "jo@alpha.example",
    "category": "hardware",
    "subject": "Ünïcode & <b>",
    "description": "two\nlines",
}
PAGES = ["/", "/tickets/", "/assets/", "/agents/", "/people/", "/activity/", "/account/", "/account/sessions/"]
CLOSED = "Nothing can be saved just now"


@pytest.fixture
def visitor(db):
    return Client(raise_request_exception=False)


@pytest.fixture
def close(db):
    """Call it, and from then on the database is only to be read."""
    is_sqlite = connection.vendor == "sqlite"

    def close():
        with connection.cursor() as cursor:
            if not is_sqlite:  # what the test has written is checked now, since that takes locks
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")

    yield close
    if is_sqlite:
        connection.connection.execute("PRAGMA query_only = OFF")  # Django's cursors refuse after a failure in a test


def age(client, seconds, *, whole=False):
    """The client's session was last touched so long ago, or begun so long ago."""
    session = client.session
    session[sessions.SEAT] |= {"started" if whole else "seen": int(time.time()) - seconds}
    session.save()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_read_though_the_session_cannot_be_touched(visitor, priya, ticket, close, path):
    visitor.force_login(priya)
    age(visitor, sessions.SEEN_EVERY + 1)
    before = Session.objects.values().get()
    close()
    assert visitor.get(path, follow=True).status_code == 200
    assert Session.objects.values().get() == before


def test_the_session_is_touched_again_when_writing_is_possible_again(visitor, priya):
    visitor.force_login(priya)
    age(visitor, sessions.SEEN_EVERY + 1)
    seen = Session.objects.get().seen_at
    visitor.get("/tickets/")
    assert Session.objects.get().seen_at > seen


def test_a_toast_is_shown_though_it_cannot_be_taken_off_the_list(visitor, priya, ticket, close):
    visitor.force_login(priya)
    visitor.post(f"/tickets/{ticket.pk}/delete/")
    close()
    response = visitor.get("/tickets/")
    assert response.status_code == 200
    assert "is in the bin" in response.content.decode()


def test_whose_session_is_over_is_sent_to_the_log_in_all_the_same(visitor, priya, close):
    visitor.force_login(priya)
    age(visitor, 8 * 24 * 60 * 60, whole=True)
    close()
    assert visitor.get("/tickets/").url == "/login/?next=/tickets/"


def test_a_session_that_was_ended_elsewhere_is_not_taken_for_an_unwritable_one(visitor, priya):
    visitor.force_login(priya)
    store = sessions.SessionStore(visitor.session.session_key)
    store["theme"] = "dark"
    Session.objects.all().delete()
    with pytest.raises(sessions.UpdateError):
        store.save()


def test_a_new_ticket_comes_back_with_everything_typed(visitor, close):
    visitor.get("/submit/")
    close()
    assert visitor.get("/submit/").status_code == 200
    response = visitor.post("/submit/", SUBMITTED, headers=OURS)
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert CLOSED in page and "Send again" in page
    assert 'name="subject" value="Ünïcode &amp; &lt;b&gt;"' in page and "two<br>lines" in page


def test_the_edit_window_stays_as_it_is(visitor, priya, ticket, close):
    visitor.force_login(priya)
    form = visitor.get(f"/tickets/{ticket.pk}/edit/").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"subject": "Printer jams again"}
    close()
    response = visitor.post(f"/tickets/{ticket.pk}/edit/", typed, headers=HTMX)
    assert (response.status_code, response["HX-Retarget"], response["Retry-After"]) == (503, "#toasts", "30")
    assert "can save nothing just now" in response.content.decode()


@pytest.mark.parametrize("way", ["/login/", "/logout/", "/register/", "/password/reset/", "/account/"])
def test_who_would_change_something_is_told_honestly(visitor, priya, close, way):
    if way in ("/logout/", "/account/"):
        visitor.force_login(priya)
    visitor.get("/login/")
    close()
    typed = {
        "username": "priya",
        "password": "Cast-of-2026!",
        "email": "x@alpha.example",
        "hr_code": "x",
        "name": "Priya",
    }
    response = visitor.post(way, typed, headers=OURS)
    page = response.content.decode()
    assert response.status_code == 503
    assert CLOSED in page and "no log-ins" in page and "Cast-of" not in page


def test_an_import_is_not_told_that_its_rows_are_refused(visitor, root, close):
    visitor.force_login(root)
    file = SimpleUploadedFile("other desk.csv", b"subject,status\nPrinter jams,open\n")
    address = visitor.post("/tickets/import/", {"file": file}).url
    close()
    response = visitor.post(address, {"act": "apply"}, headers=OURS)
    assert response.status_code == 503
    assert CLOSED in response.content.decode()


def test_the_next_request_gets_a_new_connection(transactional_db):
    connection.ensure_connection()
    try:
        raise of_sqlite(sqlite3.SQLITE_READONLY)
    except OperationalError:
        errors.server_error(RequestFactory().get("/"))
    close_old_connections()
    assert connection.connection is None
    connection.ensure_connection()
    close_old_connections()
    assert connection.connection is not None or connection.vendor == "postgresql"  # whose pool takes it back


def of_sqlite(code, kind=OperationalError):
    cause = sqlite3.OperationalError("x")
    cause.sqlite_errorcode = code
    return caused_by(cause, kind)


def caused_by(cause, kind=OperationalError):
    failure = kind("x")
    failure.__cause__ = cause
    return failure


FAILURES = [  # what failed, whether that is no fault of ours, whether reading may still work
    (of_sqlite(sqlite3.SQLITE_FULL), True, True),
    (of_sqlite(sqlite3.SQLITE_READONLY), True, True),
    (of_sqlite(sqlite3.SQLITE_READONLY | 5 << 8), True, True),
    (of_sqlite(sqlite3.SQLITE_BUSY), True, False),
    (of_sqlite(sqlite3.SQLITE_IOERR), True, False),
    (of_sqlite(sqlite3.SQLITE_CANTOPEN), True, False),
    (of_sqlite(sqlite3.SQLITE_ERROR), False, False),
    (caused_by(psycopg.errors.ReadOnlySqlTransaction(), InternalError), True, True),
    (caused_by(psycopg.errors.DiskFull()), True, True),
    (caused_by(psycopg.errors.QueryCanceled()), True, False),
    (caused_by(psycopg.errors.AdminShutdown()), True, False),
    (caused_by(psycopg.errors.IdleInTransactionSessionTimeout(), InternalError), True, False),
    (caused_by(psycopg.errors.InFailedSqlTransaction(), InternalError), False, False),
    (caused_by(psycopg.errors.UndefinedTable(), ProgrammingError), False, False),
    (DatabaseError("forced update did not affect any rows"), False, False),
    (OSError(errno.ENOSPC, "no space left on device"), True, True),
    (OSError(errno.EROFS, "read-only file system"), True, True),
    (FileNotFoundError(errno.ENOENT, "no such file"), False, False),
    (ValueError("x"), False, False),
    (None, False, False),
]


@pytest.mark.parametrize(("failure", "unavailable", "unwritable"), FAILURES)
def test_what_is_no_fault_of_ours(failure, unavailable, unwritable):
    assert (is_unavailable(failure), is_unwritable(failure)) == (unavailable, unwritable)


def test_a_wrong_statement_is_a_fault_on_either_engine(db):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT nonsense FROM nowhere")
    except DatabaseError as failure:
        assert not is_unavailable(failure)
