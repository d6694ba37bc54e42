"""What a query finds: every word, in any order, whatever the case; a number finds that ticket too."""

from itdesk.searching.finding import Search
from tickets.search.indexing import ACTIVE, INDEX

SEARCH = Search(INDEX, ("searchable__text",), numbered=True, counted_along="-updated_at")
matching = SEARCH.matching


def find(tickets, text, *, order, query, only_active=False, few=None, is_sorted=False):
    """The part of the tickets that page_of needs for the same order and query, and the count: see itdesk/searching/finding.py.

    only_active: whether all of them are active. Most lists are of these, and most tickets are not. few, is_sorted:
    see Search.find.
    """
    asked = {"order": order, "query": query, "few": few, "is_sorted": is_sorted}
    return SEARCH.find(tickets, text, marks=(ACTIVE,) if only_active else (), **asked)
