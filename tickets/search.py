"""Finding tickets by words: every word, in any order, whatever the case; a number finds that ticket too."""

from django.db.models import Q

from itdesk.text import fold

LARGEST_NUMBER = 2**63 - 1
MOST_WORDS = 12  # more than anybody types; each costs a condition


def matching(tickets, text):
    """Those in which every word is found: in subject, description, tag as typed, requester, or as the number."""
    for word in fold(text).split()[:MOST_WORDS]:
        found = Q(search_text__contains=word) | Q(requester__search_text__contains=word)
        number = word.removeprefix("#")
        if number.isascii() and number.isdecimal() and int(number) <= LARGEST_NUMBER:
            found |= Q(pk=int(number))
        tickets = tickets.filter(found)
    return tickets
