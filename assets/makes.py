"""The manufacturers and models that are written here already, read one by one off the index of makes, never from each asset."""

from collections import Counter

from django.db import connection

from itdesk.searching.text import words_of
from itdesk.text import fold

MOST_MAKES = 1000  # different ones that are looked at, in their order
MOST_OF_EACH = 100  # assets that are counted of each; what is commoner than that is common
MOST_COUNTED = 100  # different ones that are counted

# Each step seeks the next make behind the one before: as many steps as there are makes, however many assets.
_STEPS = """WITH RECURSIVE makes(make, n) AS (
    SELECT MIN(make_key), 1 FROM assets_asset WHERE binned_at IS NULL AND make_key >= %s
    UNION ALL
    SELECT (SELECT MIN(make_key) FROM assets_asset WHERE binned_at IS NULL AND make_key > make), n + 1 FROM makes
    WHERE make IS NOT NULL AND n < %s
), wanted(make) AS (SELECT make FROM makes WHERE make <> '' {where} LIMIT %s)
SELECT manufacturer, model, (
    SELECT COUNT(*) FROM (SELECT 1 FROM assets_asset WHERE binned_at IS NULL AND make_key = wanted.make LIMIT %s) AS few
) FROM wanted JOIN assets_asset ON id = (
    SELECT id FROM assets_asset WHERE binned_at IS NULL AND make_key = wanted.make ORDER BY id LIMIT 1
)"""


def makers_beginning_with(text):
    """The manufacturers of the makes that begin with the text, the commonest first; none of them empty."""
    key, counts = fold(text), Counter()
    for maker, _model, number in _makes(key, "AND SUBSTR(make, 1, %s) = %s", [len(key), key]):
        counts[maker] += number
    return _commonest(counts)


def models_with(text):
    """(model, manufacturer) of those that have every word of the text between them, the commonest first; no empty model."""
    words, counts = words_of(text), Counter()
    at = "instr" if connection.vendor == "sqlite" else "strpos"
    for maker, model, number in _makes("", f"AND {at}(make, %s) > 0 " * len(words), words):
        counts[model, maker] += number if model else 0
    return _commonest(counts)


def _makes(start, condition, parameters):
    with connection.cursor() as cursor:
        cursor.execute(_STEPS.format(where=condition), [start, MOST_MAKES, *parameters, MOST_COUNTED, MOST_OF_EACH])
        return cursor.fetchall()


def _commonest(counts):
    named = [(value, number) for value, number in counts.items() if value and number]
    return [value for value, _number in sorted(named, key=lambda pair: (-pair[1], pair[0]))]
