"""Files that are sent along with a ticket or a message: see keeping.py for their life, baskets.py for forms."""

from tickets.files.baskets import Basket, received, refused
from tickets.files.keeping import NotTaken, claim, forget_twins, give_back, keep, pointers, sweep, sweep_lost

__all__ = [
    "Basket", "NotTaken", "claim", "forget_twins", "give_back", "keep", "pointers", "received", "refused", "sweep",
    "sweep_lost",
]  # fmt: skip
