"""What the desk knows of mail: the mailboxes it reads, and every mail that came. What it sends is activity's Delivery."""

from mail.models.arrivals import Arrival
from mail.models.contents import Content
from mail.models.mailboxes import LeftThere, Mailbox
from mail.models.news import NewsTold
from mail.models.texts import MailText

__all__ = ["Arrival", "Content", "LeftThere", "MailText", "Mailbox", "NewsTold"]
