"""Finding tickets by words: what is indexed (indexing.py) and what a query means (matching.py)."""

from tickets.search.indexing import INDEX, INDEXES, differences, install, mend, remember, write
from tickets.search.matching import find, matching

__all__ = ["INDEX", "INDEXES", "differences", "find", "install", "matching", "mend", "remember", "write"]
