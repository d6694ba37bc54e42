"""What the desk knows of mail: the mailboxes it reads, and every mail that came. What it sends is activity's Delivery."""

from mail.models.arrivals import Arrival
from mail.models.mailboxes import Mailbox
from mail.models.news import NewsTold
from mail.models.texts import MailText

__all__ = ["Arrival", "MailText", "Mailbox", "NewsTold"]
