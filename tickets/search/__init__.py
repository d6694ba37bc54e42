"""Finding tickets by words: what is indexed (indexing.py) and what a query means (matching.py)."""

from tickets.search.indexing import differences, install, remember
from tickets.search.matching import find, matching

__all__ = ["differences", "find", "install", "matching", "remember"]
