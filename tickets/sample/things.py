"""The sample's people and assets: rows, and the one event that each has."""

from datetime import UTC, datetime, timedelta

from assets import events as asset_events
from assets.models import NEVER, SHOWN, Status
from itdesk.searching.text import index_text
from itdesk.text import fold
from people import events as person_events
from tickets.sample.log import Log, Moment, quoted
from tickets.sample.world import is_personal, kind_of, person, tag_of

PERSON_COLUMNS = (
    "id", "version", "created_at", "updated_at", "name", "email", "email_as_given", "phone", "location", "name_key",
    "search_text",
)  # fmt: skip
ASSET_COLUMNS = (
    "id", "version", "created_at", "updated_at", "binned_at", "tag", "category_id", "manufacturer", "model",
    "serial_number", "holder_id", "location", "in_service_on", "warranty_start", "warranty_end", "status", "notes",
    "tag_key", "make_key", "serial_key", "shown_rank", "warranty_key", "search_text",
)  # fmt: skip
FATES = [Status.IN_REPAIR, Status.OUT_OF_SERVICE, Status.RETIRED, Status.RETIRED, Status.DISPOSED]
FATE = 0.12  # of the assets that nobody holds any more
SHELF = "Stock room, shelf {letter}{number}"


def person_rows(world, number, rolls):
    """(row, event rows) of person `number`."""
    key, moment = world.first_person + number, Moment(world.start)
    name, email, location = person(key)
    phone = f"+44 113 {rolls.randrange(10**7):07}" if rolls.random() < 0.4 else ""
    fields = {"name": name, "email": email, "phone": phone, "location": location}
    log = Log(world.types["person"], key, Moment(world.until), rolls)
    log.add(person_events.ADDED.name, (None, f"{world.organisation} IT Desk"), moment, _set(fields))
    search_text = index_text(name, email, phone)
    row = (key, 1, moment.sql, moment.sql, name, email, "", phone, location, fold(name), search_text)
    return row, log.rows


def asset_rows(world, number, rolls):
    """(row, event rows) of asset `number`."""
    key = world.first_asset + number
    slug, _prefix, _count, _whose, years, makes = kind = kind_of(key)
    manufacturer, model = makes[key % len(makes)]
    holder = world.holder_of(key)
    status = (
        rolls.choice(FATES) if holder is None and is_personal(kind) and rolls.random() < FATE * 3 else Status.IN_STOCK
    )
    bought = world.start + int(rolls.random() * (world.until - world.start))
    day = datetime.fromtimestamp(bought, UTC).date()
    ends = day + timedelta(days=365 * years) if years else None
    fields = {
        "tag": tag_of(key), "manufacturer": manufacturer, "model": model, "serial_number": f"{rolls.getrandbits(48):012X}",
        "location": "" if holder is not None else SHELF.format(letter="ABCD"[number % 4], number=number % 40),
        "in_service_on": day.isoformat(), "warranty_start": day.isoformat() if years else "",
        "warranty_end": ends.isoformat() if ends else "",
    }  # fmt: skip
    return _asset(world, key, fields, slug, holder, status, Moment(bought), rolls)


def _asset(world, key, fields, slug, holder, status, moment, rolls):
    category = world.asset_categories[slug]
    changes = _set(fields, nothing={"in_service_on": "null", "warranty_start": "null", "warranty_end": "null"})
    changes["category"] = ("null", f"[{category[0]},{quoted(category[1])}]")
    if holder is not None:
        changes["holder"] = ("null", f"[{holder},{quoted(person(holder)[0])}]")
    if status != Status.IN_STOCK:
        changes["status"] = (quoted(Status.IN_STOCK.value), quoted(status.value))
    log = Log(world.types["asset"], key, Moment(world.until), rolls)
    log.add(asset_events.ADDED.name, (None, f"{world.organisation} IT Desk"), moment, changes)
    shown = "in-use" if holder is not None else status.value
    tag, make, serial = fields["tag"], f"{fields['manufacturer']} {fields['model']}", fields["serial_number"]
    row = (
        key, 1, moment.sql, moment.sql, None, tag, category[0], fields["manufacturer"], fields["model"], serial,
        holder, fields["location"], fields["in_service_on"],
        fields["warranty_start"] or None, fields["warranty_end"] or None, status.value, "", fold(tag), fold(make),
        fold(serial), SHOWN.index(shown), fields["warranty_end"] or NEVER.isoformat(), index_text(tag, serial, make),
    )  # fmt: skip
    return row, log.rows


def _set(fields, nothing=None):
    return {name: ((nothing or {}).get(name, '""'), quoted(value)) for name, value in fields.items() if value}
