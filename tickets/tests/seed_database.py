"""Writes seed-shaped SQLite files: by the row for tests, by the thousand with the seed's known dirt for the rest.

python -m tickets.tests.seed_database seed.sqlite3 --tickets 50000 --assets 5000 --agents 60
"""

import argparse
import hashlib
import random
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice

TABLES = {
    "employees": "employee_id firstName lastName email username password name",
    "tickets": "ticket_id status time_created time_closed subject service_type description agent_name asset_tag "
    "created_by email",
    "assets": "asset_id asset_tag brand model serial_number date_in_service warranty_start warranty_end device_type "
    "asset_status",
    "human_resources": "hr_code",
}
FIRST = [
    "Ana",
    "Bruno",
    "Chloé",
    "Dmitri",
    "Eun-ji",
    "Fatima",
    "Gáspár",
    "Hana",
    "Ivo",
    "Joана",
    "Kwame",
    "Lí",
    "Márta",
    "Nils",
    "Olu",
    "Pía",
    "Qing",
    "Rosa",
    "Søren",
    "Tove",
]
LAST = [
    "Mars",
    "O'Neill",
    "Müller",
    "García",
    "Nguyễn",
    "Smith",
    "Okafor",
    "Íñiguez",
    "van",
    "Dijk",
    "Ōta",
    "Żak",
    "Şahin",
    "Lee",
    "Ek",
    "Bauer",
]
WORDS = [
    "printer",
    "screen",
    "password",
    "mail",
    "slow",
    "broken",
    "cable",
    "VPN",
    "login",
    "update",
    "keyboard",
    "Wi-Fi",
    "résumé",
    "licence",
    "日本",
    "token",
    "fan",
]


def write(path, **tables):
    """A file with these rows, {column: value} each, in the order given. A table that is not named is not there."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, rows in tables.items():
            _create(connection, table)
            for row in rows:
                _insert(connection, table, row)
    return path


def append(path, table, *rows):
    """More rows in an existing file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for row in rows:
            _insert(connection, table, row)
    return path


def pbkdf2(password, rounds=1000):
    """As Werkzeug hashes it."""
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), b"saltsalt", rounds)
    return f"pbkdf2:sha256:{rounds}$saltsalt${digest.hex()}"


def scrypt(password):
    """As Werkzeug hashes it since 2.3."""
    salt = "sixteen0sixteen0"
    digest = hashlib.scrypt(password.encode(), salt=salt.encode(), n=32768, r=8, p=1, maxmem=2**26)
    return f"scrypt:32768:8:1${salt}${digest.hex()}"


def fill(path, *, tickets=500, assets=80, agents=12, people=300, seed=1):
    """A file as the seed leaves one after years, known dirt included. The same numbers give the same file."""
    chance = random.Random(seed)
    staff = [_employee(chance, number) for number in range(1, agents + 1)]
    askers = [_asker(chance, number) for number in range(people)]
    rows = {
        "employees": staff,
        "human_resources": [{"hr_code": "LIVE-2021"}],
        "assets": [_asset(chance, number) for number in range(1, assets + 1)],
        "tickets": (_ticket(chance, number, staff, askers, assets) for number in range(1, tickets + 1)),
    }
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, dictionaries in rows.items():
            _create(connection, table)
            dictionaries, marks = iter(dictionaries), ",".join("?" * len(TABLES[table].split()))
            while chunk := list(islice(dictionaries, 5000)):
                cells = ([row.get(column) for column in TABLES[table].split()] for row in chunk)
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", cells)
    return path


def _employee(chance, number):
    first, last = FIRST[number % len(FIRST)], chance.choice(LAST)
    last = last if number <= len(FIRST) else f"{last}-{number}"
    return {
        "employee_id": number,
        "firstName": first,
        "lastName": last,
        "name": f"{first} {last}",
        "username": f"{first}.{last}".lower(),
        "email": chance.choice([f"{first}.{number}@Alpha.example".replace("'", ""), f"agent{number}"]),
        "password": pbkdf2("Live", 1) if chance.random() < 0.9 else "plain",
    }


def _asker(chance, number):
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    kind = chance.random()
    email = (
        f"Person{number}@alpha.example" if kind < 0.9 else chance.choice([None, "", f"person{number}", f"p{number}@"])
    )
    return chance.choice([name, name.upper(), name.lower()]), email


def _asset(chance, number):
    day = datetime(2018, 1, 1) + timedelta(days=chance.randrange(1500))
    odd = chance.random() < 0.03
    return {
        "asset_id": number,
        "asset_tag": f"AS{number % 9 if odd else number:04}",
        "brand": chance.choice(["Lenovo", "Apple", "DELL ", None]),
        "model": chance.choice(["T14", "iPhone 12", "WD19"]),
        "serial_number": f"{chance.getrandbits(40):010X}",
        "date_in_service": chance.choice([f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day}", "", "None"]),
        "warranty_start": f"{day:%Y-%m-%d}",
        "warranty_end": chance.choice([f"{day + timedelta(days=1095):%Y-%m-%d}", "31/31/2020", None]),
        "device_type": chance.choice(
            ["laptop", "Laptops", "Cellphone", "cellphones", "Accessories", "accessory", "toaster"]
        ),
        "asset_status": chance.choice(["In service", "In Service", "Out of service", "out of service"]),
    }


def _ticket(chance, number, staff, askers, assets):
    created = datetime(2019, 1, 1) + timedelta(
        seconds=chance.randrange(5 * 365 * 86400), microseconds=chance.randrange(10**6)
    )
    is_closed, (name, email) = chance.random() < 0.95, chance.choice(askers)
    closed = created + timedelta(minutes=chance.randrange(30, 30000))
    agent = (
        chance.choice(staff)["name"] if staff and chance.random() < 0.95 else chance.choice(["None", None, "Gone Girl"])
    )
    return {
        "ticket_id": number,
        "status": chance.choice(["Closed", "closed"]) if is_closed else "Open",
        "time_created": str(created),
        "time_closed": str(closed) if is_closed else chance.choice([None, "", "None"]),
        "subject": " ".join(chance.choices(WORDS, k=5)),
        "service_type": chance.choice(["Software", "hardware", "Other", "Hardware"]),
        "description": "\r\n".join(" ".join(chance.choices(WORDS, k=12)) for _line in range(chance.randrange(1, 8))),
        "agent_name": agent,
        "asset_tag": f"as{chance.randrange(1, int(assets * 1.1) + 2):04}",
        "created_by": name,
        "email": email,
    }


def _create(connection, table):
    columns = ", ".join(f"{column} TEXT" for column in TABLES[table].split()[1:])
    connection.execute(f"CREATE TABLE {table} ({TABLES[table].split()[0]}{', ' if columns else ''}{columns})")


def _insert(connection, table, row):
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Writes a seed-shaped database.")
    parser.add_argument("path")
    for name, number in {"tickets": 50_000, "assets": 5000, "agents": 60, "people": 3000, "seed": 1}.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    fill(**vars(parser.parse_args()))
