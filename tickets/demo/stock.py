"""What there is: the assets, who holds them, and what happened to some of them since."""

from datetime import UTC, datetime, time, timedelta
from string import ascii_uppercase, digits

from activity import record
from assets import events
from assets.actions import bin_asset, edit_asset, restore_asset
from assets.models import Asset, Category, Status
from tickets.demo.chance import dice
from tickets.demo.content.inventory import KINDS, NOTES, PERSONAL, ROOMS, SHELVES
from tickets.demo.story import Story

OF = 300  # the shares below are of so many assets
FATES = [  # what becomes of how many assets; the others are in use
    ("in stock", 26),
    ("handed over", 36),
    (Status.RETIRED, 16),
    (Status.OUT_OF_SERVICE, 14),
    (Status.IN_REPAIR, 8),
    (Status.RESERVED, 6),
    (Status.ORDERED, 6),
    (Status.BEING_PREPARED, 6),
    (Status.DISPOSED, 5),
    (Status.LOST, 3),
    ("binned", 3),
    (Status.STOLEN, 2),
    ("binned and restored", 1),
]
NOT_YET_HERE = {Status.ORDERED, Status.BEING_PREPARED}
SOON_GONE = {Status.RETIRED, Status.OUT_OF_SERVICE, Status.DISPOSED, Status.LOST, Status.STOLEN, "binned"}


def buy_assets(count, people, year, *, by):
    """`count` assets with their rows, oldest first: [(asset, its fate, its age in days)]."""
    rolls, categories = dice("assets"), {category.slug: category for category in Category.objects.all()}
    bought, queues = [], {}
    for kind, fate in zip(_kinds(count, rolls), _fates(count, rolls), strict=True):
        age = rolls.uniform(4, 25) if fate in NOT_YET_HERE else rolls.uniform(30, 1700)
        asset = _bought(kind, age, year, rolls)
        asset.category = categories[kind[0]]
        _place(asset, kind, fate, _next_holder(queues, kind[0], people, rolls), rolls)
        bought.append((asset, fate, age))
    bought.sort(key=lambda row: -row[2])
    _number([asset for asset, _fate, _age in bought], rolls)
    record.created_many([asset for asset, _fate, _age in bought], events.ADDED, by=by)
    return bought


def stories_of_assets(bought, people, year, agents):
    """What happened to each asset after it had been added."""
    for n, (asset, fate, age) in enumerate(bought):
        rolls = dice("asset", n)
        story = Story(asset.created_at, dice("asset's hours", n), thing=asset)
        hours = min(age, 365) * 24 * rolls.uniform(0.1, 0.6)  # some time within its life here
        _live(story, fate, hours, rolls.choice(agents), rolls.choice(people), year)
        yield story


def _live(story, fate, hours, by, somebody, year):
    if fate == "handed over":
        story.later(hours, edit_asset, by=by, holder=somebody, location=somebody.location)
    elif fate in ("binned", "binned and restored"):
        story.later(hours, bin_asset, by=by)
        if fate == "binned and restored":
            story.later(2, restore_asset, by=by)
    elif fate == Status.DISPOSED:
        story.later(hours / 2, edit_asset, by=by, status=Status.RETIRED, holder=None, location=SHELVES[0])
        story.later(hours / 2, edit_asset, by=by, status=Status.DISPOSED, location="")
    elif fate == Status.IN_REPAIR:
        story.after(year.last - timedelta(hours=hours % 400), edit_asset, by=by, status=Status.IN_REPAIR)
    elif fate == Status.BEING_PREPARED:
        story.later(24, edit_asset, by=by, status=Status.BEING_PREPARED, location=SHELVES[0])
    elif fate in SOON_GONE:
        story.later(hours, edit_asset, by=by, status=fate, holder=None)
    elif fate == Status.RESERVED:
        story.later(hours, edit_asset, by=by, status=Status.RESERVED)


def _kinds(count, rolls):
    """The kind of each asset, in no order: each in its share, and one of each at least."""
    kinds = [kind for kind in KINDS for _n in range(max(1, kind[2] * count // OF))]
    kinds = (kinds + [KINDS[0]] * count)[:count]
    rolls.shuffle(kinds)
    return kinds


def _fates(count, rolls):
    fates = [fate for fate, share in FATES for _n in range(max(1, share * count // OF))]
    fates = (fates + ["in use"] * count)[:count]
    rolls.shuffle(fates)
    return fates


def _bought(kind, age, year, rolls):
    manufacturer, model = rolls.choice(kind[5])
    day = (year.now - timedelta(days=age)).date()
    asset = Asset(manufacturer=manufacturer, model=model, in_service_on=day)
    asset.created_at = asset.updated_at = max(year.first - timedelta(days=1), datetime.combine(day, time(8), UTC))
    asset.serial_number = "".join(rolls.choices(ascii_uppercase + digits, k=rolls.randint(7, 12)))
    if kind[4] and rolls.random() < 0.92:
        asset.warranty_start = day - timedelta(days=rolls.randrange(20))
        asset.warranty_end = asset.warranty_start + timedelta(days=365 * kind[4] - 1)
    asset.notes = rolls.choice(NOTES) if rolls.random() < 0.12 else ""
    return asset


def _next_holder(queues, kind, people, rolls):
    """Everybody gets one of a kind before anybody gets a second."""
    if not queues.get(kind):
        queues[kind] = rolls.sample(people, len(people))
    return queues[kind].pop()


def _place(asset, kind, fate, holder, rolls):
    """Give it to its holder, or put it somewhere."""
    room, shelf = rolls.choice(ROOMS), rolls.choice(SHELVES)
    if fate in NOT_YET_HERE:
        asset.status, asset.in_service_on, asset.warranty_start, asset.warranty_end = Status.ORDERED, None, None, None
        asset.serial_number, asset.notes = "", ""
    elif fate in ("in stock", "handed over", Status.RESERVED):
        asset.location = shelf
    elif kind[3] == PERSONAL:
        asset.holder, asset.location = holder, holder.location
    else:
        asset.location = room


def _number(assets, rolls):
    """Tags count up within each category, with gaps."""
    prefixes = {kind[0]: kind[1] for kind in KINDS}
    last = dict.fromkeys(prefixes, 0)
    for asset in assets:
        slug = asset.category.slug
        last[slug] += rolls.randint(1, 9)
        asset.tag = f"{prefixes[slug]}{last[slug]:04d}"
