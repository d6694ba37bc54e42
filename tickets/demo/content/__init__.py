"""What the demo's desk is made of, as plain data: people, assets, and what people write."""

from tickets.demo.content.account import ACCOUNT
from tickets.demo.content.account import DETAILS as ACCOUNT_DETAILS
from tickets.demo.content.elsewhere import ARABIC, FRENCH, GERMAN, JAPANESE, POLISH, PORTUGUESE, SPANISH
from tickets.demo.content.hardware import DETAILS as HARDWARE_DETAILS
from tickets.demo.content.hardware import HARDWARE
from tickets.demo.content.network import DETAILS as NETWORK_DETAILS
from tickets.demo.content.network import NETWORK
from tickets.demo.content.other import DETAILS as OTHER_DETAILS
from tickets.demo.content.other import JUNK, OTHER
from tickets.demo.content.printing import DETAILS as PRINTING_DETAILS
from tickets.demo.content.printing import PRINTING
from tickets.demo.content.software import DETAILS as SOFTWARE_DETAILS
from tickets.demo.content.software import SOFTWARE

__all__ = ["CATEGORY_WEIGHTS", "DETAILS", "JUNK", "PROBLEMS"]

CATEGORY_WEIGHTS = {"software": 27, "hardware": 24, "account": 21, "network": 13, "printing": 9, "other": 6}
PROBLEMS = {  # by language, by category
    "en": {
        "hardware": HARDWARE,
        "software": SOFTWARE,
        "account": ACCOUNT,
        "network": NETWORK,
        "printing": PRINTING,
        "other": OTHER,
    },
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "pl": POLISH,
    "ar": ARABIC,
    "ja": JAPANESE,
}
DETAILS = {  # sentences that may follow, in English
    "hardware": HARDWARE_DETAILS,
    "software": SOFTWARE_DETAILS,
    "account": ACCOUNT_DETAILS,
    "network": NETWORK_DETAILS,
    "printing": PRINTING_DETAILS,
    "other": OTHER_DETAILS,
}
