"""What a mail says, before there is a mail: mail/writing.py makes it, mail/composing.py gives it its headers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """The words of one mail, in clear: nothing is escaped or encoded yet but the HTML.

    html: "" for none. to_agent: it goes to an agent as such. is_notice: a machine wrote it, not a person. unsubscribe:
    the address of a page where one may stop such mail, "" where one may not. covers: the keys of other deliveries to the
    same address that this one mail tells as well.
    """

    subject: str
    text: str
    html: str = ""
    to_agent: bool = False
    is_notice: bool = True
    unsubscribe: str = ""
    covers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Nothing:
    """There is nothing to be said any more; reason: a sentence, for whoever wonders where the mail is."""

    reason: str
