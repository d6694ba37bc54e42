"""What an import does to the desk: everything, or (a dry run) nothing."""

from django.db import connection

from activity import record
from agents import actions as agents
from agents.models import Agent
from tickets.models import Ticket


class ForGood:
    """Writes through the door, in the transaction that it finds."""

    def create(self, things, kind):
        record.created_many(things, kind, by=None)

    def create_agent(self, agent, key):
        """The agent as written; `key` (the employee's id) is how a later run knows them."""
        return agents.import_agent(
            first_name=agent.first_name,
            last_name=agent.last_name,
            email=agent.email,
            username=agent.username,
            password=agent.password,
            seed_employee=key,
        )

    def recognise_agent(self, agent, key):
        """Somebody who was here before the import is that employee."""
        record.noted(agent, agents.events.IMPORTED, by=agent, seed_employee=key)

    def set_hr_code(self, code):
        agents.change_hr_code(code, by=None)

    def reserve_numbers(self, highest):
        """No ticket will be given a number up to that one, except by name."""
        table = Ticket._meta.db_table
        with connection.cursor() as cursor:
            for statement, parameters in _reserving(connection.vendor, table, highest):
                cursor.execute(statement, parameters)


class OnlyLooking:
    """A dry run: nothing is written."""

    def create(self, things, kind):
        pass

    def create_agent(self, agent, key) -> Agent:
        return agent

    def recognise_agent(self, agent, key):
        pass

    def set_hr_code(self, code):
        pass

    def reserve_numbers(self, highest):
        pass


def _reserving(vendor, table, highest):
    """The statements that move a table's counter forward, never back. PostgreSQL's counter is outside the transaction."""
    if vendor == "postgresql":
        counter = "pg_get_serial_sequence(%s, 'id')::regclass"
        return [
            (
                f"SELECT setval({counter}, %s) WHERE COALESCE(pg_sequence_last_value({counter}), 0) < %s",
                [table, highest, table, highest],
            )
        ]
    return [
        (
            "INSERT INTO sqlite_sequence (name, seq) SELECT %s, 0"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
            [table, table],
        ),
        ("UPDATE sqlite_sequence SET seq = %s WHERE name = %s AND seq < %s", [highest, table, highest]),
    ]
