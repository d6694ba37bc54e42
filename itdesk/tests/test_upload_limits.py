"""What may be sent to a running desk and what may not (trust, R15): clear answers, little memory, nothing left behind."""

import http.client
import os
import re
import socket
import sqlite3
import time
from contextlib import closing, suppress

import pytest

from itdesk.tests.proofs import kit
from itdesk.tests.test_desk_command import Desk, children_of

pytestmark = pytest.mark.process
MEGABYTE = 2**20
LIMIT = 10 * MEGABYTE
BOUNDARY = "----of-a-form"
WORDS = {
    "name": "Jo Park",
    "email": "jo@alpha.example",
    "category": "hardware",
    "subject": "No mail",
    "description": "Typed",
}
HEADERS = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Sec-Fetch-Site": "same-origin"}
MOST_MEMORY = 64 * MEGABYTE


class LimitedDesk(Desk):
    def environment(self):
        kept = {"TMPDIR": str(self.data / "tmp"), "ITDESK_WORKERS": "1", "ITDESK_DEMO": "0", "ITDESK_UPLOAD_LIMIT": "0"}
        return super().environment() | kept


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with socket.create_server(("127.0.0.1", 0)) as free:
        desk = LimitedDesk(tmp_path_factory.mktemp("limits"), free.getsockname()[1])
    kit.prepared(desk.data)
    (desk.data / "tmp").mkdir()
    desk.start().wait_for("Ctrl+C stops it.")
    submit(desk, [("small.txt", b"x" * MEGABYTE)])  # what the first of its kind loads is no upload's
    yield desk
    desk.stop()


@pytest.fixture(autouse=True)
def nothing_is_left_and_little_memory_was_taken(desk):
    before = memory(desk)
    yield
    assert not wait_for_none(desk.data / "tmp"), "temporary files are left"
    assert memory(desk) - before <= MOST_MEMORY


def wait_for_none(folder):
    for _try in range(50):
        if not (left := [path.name for path in folder.iterdir()]):
            return []
        time.sleep(0.1)
    return left


def memory(desk):
    """Bytes at the most, of all its processes together."""
    pids, found = [desk.process.pid], 0
    while pids:
        pid = pids.pop()
        with suppress(OSError), open(f"/proc/{pid}/status") as status:
            found += int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1]) * 1024
            pids += children_of(pid)
    return found


def parts(files, **words):
    """The pieces of a form's body, as a browser sends them; a file's content is bytes or a length."""
    for name, value in (WORDS | words).items():
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, content in files:
        yield (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="attachments"; filename="{name}"\r\n'
            "Content-Type: text/plain\r\n\r\n"
        ).encode()
        yield from pieces(content)
        yield b"\r\n"
    yield f"--{BOUNDARY}--\r\n".encode()


def pieces(content):
    if isinstance(content, bytes):
        yield content
        return
    while content:
        piece = min(content, MEGABYTE)
        yield b"x" * piece
        content -= piece


def submit(desk, files, *, path="/submit/", **words):
    """(status, the page) of what was sent."""
    words |= {"csrfmiddlewaretoken": "a" * 32}
    length = sum(map(len, parts(files, **words)))
    with closing(http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)) as connection:
        headers = HEADERS | {
            "Content-Length": str(length),
            "Origin": f"http://127.0.0.1:{desk.port}",
            "Cookie": "csrftoken=" + "a" * 32,
        }
        connection.request("POST", path, parts(files, **words), headers)
        return answer_to(connection)


def answer_to(connection):
    response = connection.getresponse()
    return response.status, response.read().decode()


def rows(desk, table):
    with closing(sqlite3.connect(desk.data / "itdesk.sqlite3")) as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_named_with_all_that_was_typed(desk):
    before = rows(desk, "tickets_ticket")
    assert submit(desk, [("limit.bin", LIMIT)], subject="At the limit")[0] == 302
    status, page = submit(desk, [("above.bin", LIMIT + 1), ("small.txt", b"x")], subject="Above the limit")
    assert status == 422 and "above.bin was not attached" in page and "Above the limit" in page and "small.txt" in page
    status, page = submit(desk, [("empty.txt", b"")], subject="Empty")
    assert status == 422 and "empty.txt was not attached: it is empty" in page
    assert rows(desk, "tickets_ticket") == before + 1


def test_fifty_megabytes_are_refused_after_a_few_and_the_words_come_back(desk):
    """As much is sent as the desk takes; then its answer is read."""
    body = parts([("film.mov", 50 * MEGABYTE)])
    length, sent = 50 * MEGABYTE + 1000, 0
    head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    with socket.create_connection(("127.0.0.1", desk.port), timeout=20) as client:
        client.sendall(f"POST /submit/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}Content-Length: {length}\r\n\r\n".encode())
        client.settimeout(1)
        with suppress(OSError):
            for piece in body:
                client.sendall(piece)
                sent += len(piece)
        client.settimeout(20)
        said = b""
        with suppress(OSError):
            while b"</html>" not in said and (heard := client.recv(65536)):
                said += heard
    assert said.startswith(b"HTTP/1.1 413") and b"Typed" in said and b"The file film.mov is not kept" in said
    assert sent < 12 * MEGABYTE, "most of it was read"


@pytest.mark.parametrize(
    ("files", "words", "told"),
    [
        ([(f"{n}.txt", b"x") for n in range(101)], {}, "At most 100 files"),
        ([], {f"more{n}": "x" for n in range(1001)}, "at most 1000 fields"),
    ],
)
def test_a_hundred_and_one_files_and_a_thousand_and_one_fields_are_refused(desk, files, words, told):
    status, page = submit(desk, files, **words)
    assert status == 413 and told in page


def test_a_body_without_a_length_is_411(desk):
    head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    with socket.create_connection(("127.0.0.1", desk.port), timeout=20) as client:
        client.sendall(
            f"POST /submit/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n".encode()
        )
        assert client.recv(4096).startswith(b"HTTP/1.1 411")


def test_a_body_that_ends_before_its_length_makes_nothing(desk):
    before = rows(desk, "tickets_ticket"), rows(desk, "tickets_attachment")
    body = b"".join(parts([("half.bin", MEGABYTE)]))
    head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    for length in (len(body) + 1, 2 * len(body), 20 * MEGABYTE):
        with socket.create_connection(("127.0.0.1", desk.port), timeout=20) as client:
            client.sendall(
                f"POST /submit/ HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {length}\r\n\r\n".encode() + body
            )
            client.shutdown(socket.SHUT_WR)
            assert client.recv(4096)[:12] in (b"", b"HTTP/1.1 400")
    assert (rows(desk, "tickets_ticket"), rows(desk, "tickets_attachment")) == before


def test_files_of_a_slow_sender_are_given_up(desk):
    before = rows(desk, "tickets_attachment")
    head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    with socket.create_connection(("127.0.0.1", desk.port), timeout=30) as client:
        client.sendall(f"POST /submit/ HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {LIMIT}\r\n\r\n".encode())
        client.sendall(next(parts([])))
        assert client.recv(4096).startswith(b"HTTP/1.1 408")
    assert rows(desk, "tickets_attachment") == before


def test_thirty_megabytes_of_files_leave_out_what_is_too_much(desk):
    status, page = submit(desk, [(f"{n}.bin", 9 * MEGABYTE - n) for n in range(3)], subject="Three large ones")
    assert status == 422 and "2.bin was not attached" in page
    assert page.count("data-unattach") == 2
    assert not os.listdir(desk.data / "tmp")
