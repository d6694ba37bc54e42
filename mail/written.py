"""What a mail says, before there is a mail: mail/writing.py makes it, mail/composing.py gives it its headers."""

from dataclasses import dataclass

from django.utils.safestring import SafeString


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

    @property
    def page(self):
        """The HTML, to stand on a page: mail/laying_out.py escaped what had to be."""
        return SafeString(self.html)


@dataclass(frozen=True)
class Nothing:
    """There is nothing to be said any more; reason: a sentence, for whoever wonders where the mail is."""

    reason: str


class NothingToSay(Exception):
    """The same where it is found out, deep inside; str() is the reason."""
