"""What is wrong with a text that a superuser wrote for a mail."""

import re

from django.utils.translation import gettext as _

from mail.laying_out import BLANK_LINE, MARK, names_in
from mail.texts import BLOCKS, WORDS

BRACES = re.compile(r"\{[^{}\n]*\}?|\}")
HTML = re.compile(r"</?[A-Za-z!][^<>]*>|&(?:#?\w{1,31});")


def complaints(text, subject, body):
    """{"subject": sentences, "body": sentences} about the words for one Text; empty lists where all is well."""
    offered = ", ".join(f"{{{name}}}" for name in text.offers)
    return {
        "subject": [*_unknown(subject, text, offered), *_markup(subject), *_no_words(subject)],
        "body": [*_unknown(body, text, offered), *_markup(body), *_missing(body, text), *_not_alone(body)],
    }


def _unknown(words, text, offered):
    for found in dict.fromkeys(BRACES.findall(words)):
        mark = MARK.fullmatch(found)
        if mark is None or mark[1] not in text.offers:
            yield _("{found} means nothing here. There are: {offered}.").format(found=found, offered=offered)


def _markup(words):
    if found := HTML.search(words):
        yield _("Plain text only: {found} is HTML, and would be shown as it stands.").format(found=found[0])


def _no_words(subject):
    for name in names_in(subject):
        if name not in WORDS:
            yield _("{name} can't stand in a subject.").format(name=f"{{{name}}}")


def _missing(body, text):
    for name in text.needs:
        if name not in names_in(body):
            yield _("{name} is missing: without it the mail leads nowhere or says nothing.").format(name=f"{{{name}}}")


def _not_alone(body):
    for paragraph in BLANK_LINE.split(body):
        for name in names_in(paragraph):
            if name in BLOCKS and MARK.sub("", paragraph).strip():
                yield _("{name} needs a paragraph of its own, with an empty line before and after.").format(
                    name=f"{{{name}}}"
                )
