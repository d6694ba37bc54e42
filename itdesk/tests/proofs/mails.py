"""R11: mail of every kind is read: our own mails, spoilt in as many ways as there is time for, and the worst for parsers.

None may raise, take more than 2 s of CPU or leave more than 256 MB in use, and each is read or said to be unreadable. They are
read in this very process, where nothing stands between a mail and its reader; some of them also in a child, as the desk
does it, with what a child costs. The sabotage is stdlib's own parser with its default policy, unguarded.

    python -m itdesk.tests.proofs.mails --mails 100000
"""

import resource
import tempfile
import time
import traceback
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from itdesk.tests.proofs import kit
from itdesk.text import clean_text
from mail.reading.apart import read_apart
from mail.reading.reader import read
from mail.tests.mails import MAILS
from mail.tests.mutating import spoilt

MOST_SECONDS = 2.0
MOST_MEMORY = 256  # MB


def main():
    told = kit.arguments(trials=1, sabotage="stdlib's parser, unguarded", mails=2400, children=5, seed=0)
    verdict = kit.Verdict("R11", "none", sabotage=told.sabotage, trials=told.trials)
    reader = read_by_stdlib if told.sabotage else read_by_ours
    mails = [raw for raw, _expected in MAILS.values()] if told.trials else []
    for turn in range(told.trials):
        for raw in [*mails, *spoilt(told.mails, told.seed + turn)]:
            try_one(verdict, reader, raw)
    memory = most_memory()
    verdict.figures["most memory, MB, all in one process"] = memory
    verdict.require(memory <= MOST_MEMORY, f"more than {MOST_MEMORY} MB")
    if not told.sabotage:
        look_at_children(verdict, told.children)
    kit.conclude(verdict)


def try_one(verdict, reader, raw):
    before = time.process_time()
    try:
        kind = reader(raw)
    except Exception as error:
        verdict.lost += 1
        place = traceback.extract_tb(error.__traceback__)[-1]
        verdict.add(f"raised {type(error).__name__} in {place.name}", 1)
        verdict.require(False, "some mail is not read at all, but raises")
    else:
        verdict.acknowledged += 1
        verdict.add(f"mails read as {kind}", 1)
    took = time.process_time() - before
    verdict.most("most CPU of one mail, ms", round(1000 * took))
    verdict.require(took <= MOST_SECONDS, f"a mail of {len(raw)} bytes took more than {MOST_SECONDS} s")


def read_by_ours(raw):
    found = read(raw, None)
    texts = [found.text, found.quoted, found.subject, found.from_name, *[file.name for file in found.files]]
    if any(text != clean_text(text) for text in texts):
        raise ValueError("a text that is not in the normal form")
    return "unreadable" if found.kind != "ok" else "whole" if not found.problems else "with problems named"


def read_by_stdlib(raw):
    mail = message_from_bytes(raw[:5_000], policy=default)
    _headers = [mail["from"], mail["to"], mail["subject"], mail["date"]]
    for part in mail.walk():
        _said = part.get_filename(), part.get_content_type()
        if part.get_content_maintype() == "text":
            part.get_content()
    return "whole"


def most_memory():
    """MB of this program at its largest; getrusage would say that of the process that started it, where that was larger."""
    (line,) = [each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmHWM")]
    return int(line.split()[1]) // 1024


def look_at_children(verdict, count):
    """The same as the desk does it, with the CPU time of a child for plain text and for HTML."""
    for name, kind in [("plain", "plain text"), ("html with a link", "HTML")][: 2 if count else 0]:
        with tempfile.TemporaryDirectory() as folder:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            for _turn in range(count):
                verdict.require(read_apart(MAILS[name][0], Path(folder)).kind == "ok", "a child could not read it")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        verdict.figures[f"CPU of a child that reads {kind}, ms"] = round(1000 * took / count)


if __name__ == "__main__":
    main()
