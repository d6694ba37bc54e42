"""Nobody waits for ever for a PostgreSQL that has stopped answering. The ways to stop are in proofs/faults.py."""

import time

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from itdesk import postgresql
from itdesk.postgresql.base import Connection, DatabaseWrapper

needs_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="asks a real server")


@pytest.fixture
def link(db):
    parameters = connection.get_connection_params() | {"dbname": connection.settings_dict["NAME"]}
    with Connection.connect(**parameters, autocommit=True) as link:
        yield link


@needs_postgresql
def test_in_a_web_process_an_answer_that_does_not_come_is_given_up(link, monkeypatch):
    monkeypatch.setattr(postgresql, "longest", 0.3)
    with pytest.raises(psycopg.OperationalError, match=r"has not answered for 0\.3 seconds"):
        link.cursor().execute("SELECT pg_sleep(1)")
    assert link.closed


@needs_postgresql
def test_elsewhere_a_statement_may_take_its_time(link):
    assert postgresql.longest is None
    assert link.cursor().execute("SELECT 1 FROM pg_sleep(0.5)").fetchone() == (1,)


@needs_postgresql
def test_the_pools_question_is_given_up_sooner(link, monkeypatch):
    monkeypatch.setattr("itdesk.postgresql.base.LONGEST_SIGN", 0.3)
    with pytest.raises(psycopg.OperationalError, match=r"for 0\.3 seconds"):
        link.execute("SELECT pg_sleep(1)")


@needs_postgresql
def test_the_desk_uses_it(db):
    connection.ensure_connection()
    assert isinstance(connection.connection, Connection)


@needs_postgresql
def test_when_the_way_was_cut_all_connections_are_made_anew_at_once(link):
    parameters = connection.get_connection_params() | {"dbname": connection.settings_dict["NAME"], "autocommit": True}
    check = ConnectionPool.check_connection
    with ConnectionPool(kwargs=parameters, connection_class=Connection, min_size=4, timeout=5, check=check) as pool:
        pool.wait()
        link.cursor().execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query = ''"
        )
        began = time.monotonic()
        with pool.connection() as fresh:
            assert fresh.cursor().execute("SELECT 1").fetchone() == (1,)
    assert time.monotonic() - began < 3  # one by one: 0 + 1 + 2 seconds, and then none


@pytest.fixture
def away(tmp_path, monkeypatch):
    """A database that is not there."""
    monkeypatch.setattr(DatabaseWrapper, "given_up_at", float("-inf"))
    monkeypatch.setattr("itdesk.postgresql.base.LONGEST_WAIT", 0.5)
    pool = {"min_size": 1, "max_size": 1, "timeout": 0.2, "reconnect_timeout": 0.1}
    settings = {"ENGINE": "itdesk.postgresql", "NAME": "x", "USER": "x", "PASSWORD": "", "HOST": str(tmp_path)}
    settings |= {
        "PORT": "",
        "OPTIONS": {"pool": pool},
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "TIME_ZONE": None,
    }
    wrapper = DatabaseWrapper(settings | {"AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "TEST": {}}, "away")
    yield wrapper
    wrapper.close_pool()


def test_after_a_vain_wait_the_queue_is_answered_at_once_and_then_somebody_tries_again(away, monkeypatch):
    with pytest.raises(psycopg.OperationalError, match="couldn't get a connection"):
        away.connect()
    with pytest.raises(psycopg.OperationalError, match="a moment ago"):
        away.connect()
    monkeypatch.setattr(DatabaseWrapper, "given_up_at", DatabaseWrapper.given_up_at - 2)
    with pytest.raises(psycopg.OperationalError, match="couldn't get a connection"):
        away.connect()
