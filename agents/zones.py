"""The time zones that an agent can choose from, by their IANA names."""

from functools import cache
from zoneinfo import available_timezones

REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def is_zone(name):
    """Whether it is the name of a time zone, old names such as Asia/Calcutta included."""
    return name in _known()


def is_listed(name):
    """Whether by_region names it."""
    return name == "UTC" or (name.partition("/")[0] in REGIONS and is_zone(name))


@cache
def by_region():
    """[(region, [(name, place)])], as a select's groups: ("Europe", [("Europe/Berlin", "Berlin"), …])."""
    places = {region: [] for region in REGIONS}
    for name in sorted(_known()):
        region, _slash, place = name.partition("/")
        if place and region in places:
            places[region].append((name, place.replace("_", " ").replace("/", ", ")))
    return [(region, found) for region, found in places.items() if found]


@cache
def _known():
    return frozenset(available_timezones() - {"localtime", "posixrules", "Factory"})
