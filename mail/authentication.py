"""What the mail server that took a mail in found out about its sender (Authentication-Results, RFC 8601), in words."""

import re

from django.utils.translation import gettext_lazy as _

_METHOD = re.compile(r"(?:^|[;\s])(spf|dkim|dmarc|arc)\s*=\s*([a-z]+)", re.IGNORECASE)
METHODS = {
    "spf": _("Server (SPF)"),
    "dkim": _("Signature (DKIM)"),
    "dmarc": _("Domain (DMARC)"),
    "arc": _("Forwarding (ARC)"),
}
RESULTS = {
    "pass": _("is right"),
    "fail": _("is wrong"),
    "softfail": _("is probably wrong"),
    "none": _("not said"),
    "neutral": _("not said"),
    "temperror": _("could not be found out"),
    "permerror": _("could not be found out"),
}


def is_refuted(headers):
    """Whether our mail server found that the mail is not from the domain that it names. Saying nothing refutes nothing."""
    return _found(headers).get("dmarc") == "fail"


def in_words(headers):
    """[(question, answer, whether it is good)] of the topmost header: those below may come from anybody."""
    found = _found(headers)
    return [
        (METHODS[method], RESULTS.get(found[method], found[method]), found[method] == "pass")
        for method in METHODS
        if method in found
    ]


def _found(headers):
    """{method: its first result} of the topmost header."""
    found = {}
    for method, result in _METHOD.findall(headers[0][:2000]) if headers else ():
        found.setdefault(method.lower(), result.lower())
    return found
