"""Finding tickets by words: what is indexed (indexing.py) and what a query means (matching.py)."""

from tickets.search.indexing import INDEX, differences, install, mend, remember
from tickets.search.matching import find, matching

__all__ = ["INDEX", "differences", "find", "install", "matching", "mend", "remember"]
