"""What the demo's desk is made of, as plain data: people, assets, and what people write."""

from tickets.demo.content import (
    account,
    arabic,
    french,
    german,
    hardware,
    japanese,
    network,
    other,
    polish,
    portuguese,
    printing,
    software,
    spanish,
)

CATEGORY_WEIGHTS = {"software": 27, "hardware": 24, "account": 21, "network": 13, "printing": 9, "other": 6}
_ENGLISH = {
    "hardware": hardware,
    "software": software,
    "account": account,
    "network": network,
    "printing": printing,
    "other": other,
}
_ELSEWHERE = {
    "de": german,
    "fr": french,
    "es": spanish,
    "pt": portuguese,
    "pl": polish,
    "ar": arabic,
    "ja": japanese,
}
PROBLEMS = {"en": {category: book.PROBLEMS for category, book in _ENGLISH.items()}}  # by language, by category
PROBLEMS |= {language: book.PROBLEMS for language, book in _ELSEWHERE.items()}
JUNK = other.JUNK
DETAILS = {category: book.DETAILS for category, book in _ENGLISH.items()}  # what may follow what is broken, in English
REQUEST_DETAILS = [  # or what somebody needs
    "My manager agrees.",
    "There is no hurry.",
    "It would be good to have it by {day}.",
    "Please let me know if anything is missing.",
    "I am in {place}.",
]
