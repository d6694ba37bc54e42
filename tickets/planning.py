"""What SQLite's planner is to believe of the ticket table: a large desk's figures, the same on every desk and every day.

Without figures SQLite takes every index for selective, and fetches and sorts a hundred thousand rows; with those of the day
a list could be fast on Monday and slow on Tuesday. So nothing runs ANALYZE, and plans are tested. PostgreSQL keeps figures
of its own that its planner needs.
"""

from django.db import connections

TABLE = "tickets_ticket"
FIGURES = {  # rows in the index, then rows with the same first column, the same first two, and so on
    "ticket_active": "150000 2 1 1 1 1 1 1",
    "ticket_active_created": "150000 2 1",
    "ticket_active_number": "150000 1",
    "ticket_active_by_status": "150000 50000 1",
    "ticket_active_by_priority": "150000 40000 1",
    "ticket_active_of": "150000 7000 2 1",
    "ticket_updated": "990000 2 1 1 1 1 1 1",
    "ticket_created": "990000 2 1",
    "ticket_by_status": "990000 200000 1",
    "ticket_by_priority": "990000 250000 1",
    "ticket_in_status": "990000 200000 2 1 1 1 1 1",
    "ticket_to_close": "20000 2 1",
    "ticket_of_assignee": "1000000 50000 2 1",
    "ticket_of_requester": "1000000 250 2 1",
    "ticket_of_asset": "1000000 11 2 1",
    "ticket_cell": "990000 100 50 5",
    "ticket_bin": "10000 2 1",
    "ticket_unknown_tag": "30000 3",
}


def install(using="default", **kwargs):
    """Write the figures (SQLite); connected to post_migrate. Connections that are open already go on without them."""
    connection = connections[using]
    if connection.vendor != "sqlite" or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sqlite_master")  # makes their table
        cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl = %s", [TABLE])
        cursor.executemany("INSERT INTO sqlite_stat1 VALUES (%s, %s, %s)", [(TABLE, *row) for row in FIGURES.items()])
        cursor.execute("ANALYZE sqlite_master")  # reads them anew
