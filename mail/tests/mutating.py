"""Spoilt mail: our own mails with bytes changed, lost, repeated, moved, and what breaks parsers put in (R11)."""

import random

from mail.tests.mails import MAILS

SEEDS = 40
LARGEST = 20_000  # bytes of a mail that is spoilt: the large ones are each for one cap
_PUT_IN = [
    b"\x00", b"\r", b"\n", b"\r\n\r\n", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"=?utf-8?q?", b"?=", b"=?x?b?====?=",
    b"Content-Type: multipart/mixed; boundary=b1\n", b"Content-Transfer-Encoding: base64\n", b"; charset=idna",
    b"; charset=utf-7", b"; charset*0*=x''%", b"; name*1*=%ZZ; name*0=x", b"From: <<<(((\n", b"To: " + b"a@b, " * 50 + b"\n",
    b"--b1\n", b"--b1--\n", b"--b2\n", b"<div>" * 300, b"<table><td><font>" * 60, b"<!--", b"<a href=\"", b"&#xD800;", b"&#0;",
    b"<blockquote type=cite>" * 40, b"</blockquote>", b"> " * 200, b"On 9 Nov 2026 10:12 a@b wrote:\n", b"\xef\xb7\x90\n",
    b"BEGIN:VEVENT\nDTSTART:99999999T999999Z\n",
    b"Status: 5.x.y\nAction: failed\nFinal-Recipient: ;\n", b"Date: 99 Foo 99999 99:99\n",
    b"+AGE-+2AA-", b"\x1b$B\x30", b"begin 644 x\n", b"((((((((", b'"""""""', b"%" * 50, b"=" * 50,
]  # fmt: skip


def seeds():
    """Forty of them, spread over all kinds."""
    names = [name for name, (raw, _expected) in MAILS.items() if 0 < len(raw) <= LARGEST]
    return [MAILS[names[len(names) * turn // SEEDS]][0] for turn in range(SEEDS)]


def spoilt(count, seed=0):
    """So many mails, the same ones whenever it is asked for the same seed."""
    chance = random.Random(seed)
    whole = seeds()
    for turn in range(count):
        raw = whole[turn % len(whole)]
        for _each in range(chance.choice([1, 1, 2, 3, 8])):
            raw = chance.choice(_WAYS)(raw, chance)
        yield raw[: 50 * LARGEST]


def _changed(raw, chance):
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def _lost(raw, chance):
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + raw[at + chance.choice([1, 2, 10, 100]) :]


def _cut(raw, chance):
    return raw[: chance.randrange(len(raw) + 1)]


def _repeated(raw, chance):
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + raw[at : at + chance.choice([1, 10, 100])] * chance.choice([2, 3, 20]) + raw[at:]


def _put_in(raw, chance):
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(_PUT_IN) * chance.choice([1, 1, 5]) + raw[at:]


def _moved(raw, chance):
    lines = raw.split(b"\n")
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def _joined(raw, chance):
    other = chance.choice(list(MAILS.values()))[0][:LARGEST]
    return raw[: chance.randrange(len(raw) + 1)] + other[chance.randrange(len(other) + 1) :]


_WAYS = [_changed, _lost, _cut, _repeated, _put_in, _put_in, _moved, _joined]
