"""One good row of each of the seed's tables, and short ways to bring rows over that differ from it."""

from io import StringIO

from django.core.management import call_command

from agents.models import Agent
from assets.models import Asset
from tickets.models import Ticket
from tickets.tests.seed_database import pbkdf2, write

ANN = {"employee_id": 1, "firstName": "Ann", "lastName": "Lee", "name": "Ann Lee", "username": "ann.lee",
       "email": "Ann@Alpha.example", "password": pbkdf2("Live")}  # fmt: skip
LAPTOP = {"asset_id": 1, "asset_tag": "AS0001", "brand": "Lenovo", "model": "T14", "serial_number": "X1",
          "date_in_service": "2020-01-31", "warranty_start": "2020-01-31", "warranty_end": "2023-01-31",
          "device_type": "laptop", "asset_status": "In service"}  # fmt: skip
TICKET = {"ticket_id": 7, "status": "Open", "time_created": "2021-04-05 10:11:12.123456", "time_closed": None,
          "subject": "Printer jams", "service_type": "Hardware", "description": "Since\r\nMonday", "agent_name": "Ann Lee",
          "asset_tag": "as0001", "created_by": "Jo PARK", "email": "Jo@Alpha.example"}  # fmt: skip


def bring(path, *options):
    """What the command says."""
    out = StringIO()
    call_command("import_seed", path, *options, stdout=out)
    return out.getvalue()


def bring_tickets(file, *rows, employees=(ANN,), assets=(LAPTOP,)):
    """What the command says of rows that differ from TICKET as told."""
    rows = [{**TICKET, **row} for row in rows]
    return bring(write(file, employees=employees, assets=assets, tickets=rows))


def bring_ticket(file, **values):
    bring_tickets(file, values)
    return Ticket.objects.with_names().get(external_source="seed")


def bring_assets(file, *rows):
    """The assets, in the file's order."""
    bring(write(file, assets=[{**LAPTOP, "asset_id": n, **row} for n, row in enumerate(rows, 1)]))
    return list(Asset.objects.order_by("pk"))


def bring_agents(file, *rows):
    """(what the command says, the agents in the file's order)."""
    said = bring(write(file, employees=[{**ANN, "employee_id": n, **row} for n, row in enumerate(rows, 1)]))
    return said, list(Agent.objects.order_by("pk"))
