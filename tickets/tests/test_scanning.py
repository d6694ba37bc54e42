"""The optional virus scanner, played by a server that speaks clamd's INSTREAM: what it did not clear is not taken."""

import socket
import struct
import threading
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tickets import files
from tickets.models import Attachment

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Answers each stream. says: what to answer whatever comes, b"" to hang up without a word."""

    def __init__(self, server, says=None):
        self.server, self.says, self.heard = server, says, []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                client, _address = self.server.accept()
            except OSError:
                return
            with client, client.makefile("rb") as stream:
                content = self._read(stream)
                self.heard.append(content)
                client.sendall(self.says if self.says is not None else self._verdict(content))

    def _read(self, stream):
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", stream.read(4))[0]:
            content += stream.read(length)
        return content

    def _verdict(self, content):
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@contextmanager
def clamd(settings, says=None):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"
        yield Clamd(server, says)


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "attachments"


def keep(content):
    return files.keep(SimpleUploadedFile("a.bin", content), basket="b", agent=None)


def test_a_clean_file_is_kept_after_all_of_it_was_looked_at(db, settings):
    content = bytes(range(256)) * 1000
    with clamd(settings) as scanner:
        keep(content)
    assert scanner.heard == [content]


def test_a_harmful_file_is_refused_by_name(db, settings):
    with clamd(settings), pytest.raises(files.NotTaken, match=r"a\.bin was not attached: .*Eicar-Test-Signature"):
        keep(b"hello " + EICAR)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("says", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: ", b"OK\0"])
def test_a_scanner_that_says_anything_else_clears_nothing(db, settings, says):
    with clamd(settings, says), pytest.raises(files.NotTaken, match="cannot be checked"):
        keep(b"hello")
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("where", ["127.0.0.1:1", "/nowhere/clamd.sock"])
def test_a_scanner_that_is_not_there_clears_nothing(db, settings, where):
    settings.CLAMD = where
    with pytest.raises(files.NotTaken, match="cannot be checked"):
        keep(b"hello")


def test_a_socket_of_the_file_system_will_do(db, settings, tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "clamd.sock"))
        server.listen()
        settings.CLAMD = str(tmp_path / "clamd.sock")
        assert Clamd(server) and keep(b"hello").size == 5
