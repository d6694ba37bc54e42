"""Requesters and agents as the load proof has them: each a browser of its own, and one ledger of what they were told."""

import hashlib
import random
import re
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from itdesk.tests.proofs.desk import Visitor, number_on

PASSWORD = "Crowd-of-2026!"
BETWEEN_AGENTS = "Only between agents"
WORD = re.compile(r"\bw[0-9a-f]{16}\b")  # in every subject and message, and nowhere else
BOUNDARY = "----of-the-crowd"
LATEST = 120  # seconds after its time that a crowd goes on for what nobody got to


@dataclass
class Told:
    """What an acknowledgement said: on which ticket, of what kind, and the SHA-256 of the files that went with it."""

    number: int
    kind: str = ""
    files: set = field(default_factory=set)


class Ledger:
    """tickets, messages: {word: Told}, as acknowledged; files: {sha256: word}; taken_back: words.

    twice: which share of the buttons is pressed twice; wanted: acts with their answers that somebody has to get to.
    """

    def __init__(self, port, *, twice=0.2, wanted=()):
        self.port, self.twice, self.wanted = port, twice, wanted
        self.until, self.lasted, self.lock = 0.0, 0.0, threading.Lock()  # moment, seconds
        self.tickets, self.messages, self.files = {}, {}, {}
        self.taken_back, self.seen, self.leaks = set(), set(), set()
        self.statuses, self.latencies, self.faults = {}, [], []
        self.pressed_twice = self.read_back = 0

    def goes_on(self):
        """Until the time is over and everything was done once, so that nothing hangs on how fast the machine is."""
        late = time.time() - self.until
        lacks = not self.pressed_twice or any(not self.statuses.get(act) for act in self.wanted)
        return late < 0 or (lacks and late < LATEST)

    def acknowledge(self, where, word, told):
        with self.lock:
            where[word] = told
            self.files |= dict.fromkeys(told.files, word)


class Talker(Visitor):
    """A browser that sends forms with files, twice now and then, and keeps count."""

    def __init__(self, ledger, each):
        super().__init__(ledger.port, timeout=120)
        self.ledger, self.each, self.chance = ledger, each, random.Random()

    def work(self):
        while self.ledger.goes_on():
            try:
                self.do_something()
            except Exception as failure:  # an answer that never came, or a page that lacks what is looked for
                with self.ledger.lock:
                    self.ledger.faults.append(f"{type(self).__name__}: {failure!r}"[:300])
                time.sleep(0.5)

    def think(self, least, most):
        time.sleep(self.chance.uniform(least, most))

    def read(self, what, path):
        return self.counted(what, lambda: self.get(path))

    def press(self, what, path, fields, files=()):
        """The answers to a form: one, or two where the button is pressed twice."""
        if self.chance.random() > self.ledger.twice:
            return [self.counted(what, lambda: self.send_form(path, fields, files))]
        other = Talker(self.ledger, self.each)
        other.cookies = dict(self.cookies)
        with ThreadPoolExecutor(1) as pool:
            second = pool.submit(other.counted, f"second {what}", lambda: other.send_form(path, fields, files))
            first = self.counted(what, lambda: self.send_form(path, fields, files))
        with self.ledger.lock:
            self.ledger.pressed_twice += 1
        return [first, second.result()]

    def send_form(self, path, fields, files):
        parts = [
            f'name="{name}"\r\n\r\n{value}' for name, value in (fields | {"csrfmiddlewaretoken": self.token()}).items()
        ]
        parts += [f'name="attachments"; filename="{content[:8]}.txt"\r\n\r\n{content}' for content in files]
        body = "".join(f"--{BOUNDARY}\r\nContent-Disposition: form-data; {part}\r\n" for part in parts)
        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        return self.send("POST", path, f"{body}--{BOUNDARY}--\r\n".encode(), headers)

    def counted(self, what, ask):
        began = time.perf_counter()
        answer = ask()
        with self.ledger.lock:
            self.ledger.latencies.append((what, time.perf_counter() - began))
            key = f"{what} {answer.status}"
            self.ledger.statuses[key] = self.ledger.statuses.get(key, 0) + 1
        return answer

    def some_files(self, share):
        """None, or one that no other is like: text, so that it can be read back."""
        if self.chance.random() > share:
            return []
        return [secrets.token_hex(self.chance.choice((200, 2_000, 50_000)))]


class Requester(Talker):
    """Asks for help, and follows it for a while."""

    def do_something(self):
        page = self.submit_one()
        for _turn in range(self.chance.randint(2, 5)):
            if page and self.ledger.goes_on():
                self.think(0.5, 3)
                self.follow(page)

    def submit_one(self):
        """The address of the new ticket's page; None when it was refused."""
        form = hidden(self.read("form", "/submit/").text, "key", "basket")
        self.think(2.1, 4)  # who is faster is a robot
        word, files = new_word(), self.some_files(0.3)
        typed = {
            "name": f"Jo {self.each}",
            "email": f"jo{self.each}@alpha.example",
            "category": "hardware",
            "subject": word,
        }
        answers = self.press("submit", "/submit/", form | typed | {"description": "It is broken"}, files)
        if all(answer.status != 302 for answer in answers):
            return None
        done = self.read("done", "/submit/done/").text
        self.ledger.acknowledge(self.ledger.tickets, word, Told(number_on(done), files=sums(files)))
        link = urlsplit(re.search(r'value="(http[^"]+/track/[^"]+)"', done)[1]).path
        return self.read("link", link).headers["Location"]

    def follow(self, page):
        html = self.look(page)
        number, word = number_on(html), new_word()
        act = self.chance.choice(re.findall(r'name="act" value="(works|broken|reply)"', html))
        says = act == "reply" or self.chance.random() < 0.5
        files = self.some_files(0.3) if says else []
        self.think(0.2, 2)
        form = hidden(html, "after", "seen", "basket") | {"act": act, "text": word if says else ""}
        answers = self.press("answer", page, form, files)
        done = [answer for answer in answers if answer.status == 302]
        if done and says:
            self.ledger.acknowledge(self.ledger.messages, word, Told(number, "answer", sums(files)))
        if done and files:
            self.read_file_back(page, word, files[0])

    def look(self, page):
        html = self.read("track", page).text
        with self.ledger.lock:
            self.ledger.seen |= set(WORD.findall(html))
            if BETWEEN_AGENTS in html:
                self.ledger.leaks.add(page)
        return html

    def read_file_back(self, page, word, content):
        said = self.look(page).partition(word)[2]
        found = re.search(rf'href="({page}files/\d+/)" download', said)
        if self.read("file", found[1]).text != content:
            raise ValueError(f"another file came back for {word}")
        with self.ledger.lock:
            self.ledger.read_back += 1


class Answerer(Talker):
    """An agent: opens what is on top of the list, and says something."""

    def log_in(self):
        answer = self.post("/login/", {"username": f"agent{self.each}", "password": PASSWORD})
        if answer.status != 302:
            raise RuntimeError(f"agent {self.each} cannot log in: {answer.status}")
        return self

    def do_something(self):
        numbers = re.findall(r'href="/tickets/(\d+)/"', self.read("list", "/tickets/").text)
        if not numbers:
            return time.sleep(1)
        number = int(self.chance.choice(list(dict.fromkeys(numbers))[:12]))
        html = self.read("open", f"/tickets/{number}/").text
        self.think(0.5, 3)  # meanwhile others write
        kind = self.chance.choices(["reply", "note"], [4, 1])[0]
        return self.say(number, html, kind)

    def say(self, number, html, kind):
        word, files = new_word(), self.some_files(0.2)
        sent = sums(files)
        text = f"{BETWEEN_AGENTS} {word}" if kind == "note" else word
        act = self.chance.choices(["", "pending", "resolved"], [6, 1, 3])[0]
        for _again in range(5):
            form = hidden(html, "after", "basket") | {"kind": kind, "text": text, "act": act}
            answers = self.press(kind, f"/tickets/{number}/", form, files)
            done = [answer for answer in answers if answer.status == 302]
            if done:
                self.ledger.acknowledge(self.ledger.messages, word, Told(number, kind, sent))
                return self.perhaps_take_back(number, word, done[0])
            html, files = answers[-1].text, []  # they wait in the basket of the page that came
        return None

    def perhaps_take_back(self, number, word, answer):
        if self.chance.random() > 0.3:
            return
        key = re.search(r"#message-(\d+)", answer.headers["Location"])[1]
        undone = self.press("take back", f"/tickets/{number}/messages/{key}/take-back/", {"text": ""})
        if any(each.status == 302 for each in undone):
            with self.ledger.lock:
                self.ledger.taken_back.add(word)


def asking(ledger, each):
    return Requester(ledger, each)


def answering(ledger, each):
    return Answerer(ledger, each).log_in()


def hidden(html, *names):
    """The hidden fields of a page's form."""
    return {name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in names}


def new_word():
    return f"w{secrets.token_hex(8)}"


def sums(files):
    return {hashlib.sha256(content.encode()).hexdigest() for content in files}
