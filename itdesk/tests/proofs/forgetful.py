"""A sabotage: a desk that takes what was pressed twice for two messages."""

from tickets import actions


def forgetful(get_response):
    actions._says_the_same = lambda *_pressed: False
    return get_response
