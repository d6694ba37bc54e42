"""What a query finds: every word, in any order, whatever the case; a number finds that ticket too."""

from django.db.models import Q

from itdesk.searching.text import needle, words_of

LARGEST_NUMBER = 2**63 - 1


def matching(tickets, text):
    """Those in which every word is found (see itdesk/searching/text.py), or whose number the word is."""
    for word in words_of(text):
        found = Q(searchable__text__contains=needle(word))
        number = word.removeprefix("#")
        if number.isascii() and number.isdecimal() and int(number) <= LARGEST_NUMBER:
            found |= Q(pk=int(number))
        tickets = tickets.filter(found)
    return tickets
