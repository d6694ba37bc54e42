"""Django behind granian's RSGI: a body is received whole, within a deadline, before a thread is spent on it.

Granian's own WSGI reads a body inside our thread, without a timeout and without a way to interrupt it: two strangers who
send three bytes of a thousand would stop the desk. What remains: who keeps up SLOWEST on as many connections as granian
takes (its backpressure, 512 a worker) delays others. The reverse proxy that the README recommends takes that upon itself.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any

from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope

from itdesk.arriving import BEGINNING, FIRST

GRACE = 8  # seconds that any body may take
SLOWEST = 50_000  # bytes a second that a longer one has to keep up
LARGEST = 30 * 2**20  # bytes, as itdesk.middleware.LARGEST_BODY
IN_MEMORY = 2**20  # bytes of a body or an answer; what is longer goes through a file
ONCE = {"CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_HOST"}  # twice, they are two answers to one question
PIECE = 64 * 1024  # bytes
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Answer = tuple[int, list[tuple[str, str]], IO[bytes]]  # status, headers, the whole content


class Refused(Exception):
    """The request is not waited for, or not read; the argument is the status."""


class Gateway:
    """What granian serves: calls the WSGI application for one request at a time, since our pages are bound by the CPU."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.pool = ThreadPoolExecutor(max_workers=1)  # one thread, one connection to the database

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        try:
            environ = environ_of(scope)
            length = int(environ.get("CONTENT_LENGTH") or 0)
            environ["wsgi.input"] = await _received(protocol, length)
            if length > LARGEST:
                environ[BEGINNING] = environ["wsgi.input"]
        except Refused as refusal:
            return protocol.response_str(refusal.args[0], [("connection", "close"), ("content-type", "text/plain")], "")
        with environ["wsgi.input"]:
            answer = await self._in_turn(environ, protocol)
        if answer:
            await _send(protocol, *answer)

    async def _in_turn(self, environ: dict[str, Any], protocol: HTTPProtocol) -> Answer | None:
        """The answer; None for a GET whose client has gone before its turn came: typing fast must not leave a queue of
        searches behind that nobody waits for. What would change something is carried out, whoever has gone."""
        turn = self.pool.submit(_answer, self.application, environ)
        answered = asyncio.wrap_future(turn)
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            gone = asyncio.ensure_future(protocol.client_disconnect())
            either: list[asyncio.Future[Any]] = [answered, gone]
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            gone.cancel()
            if not answered.done() and turn.cancel():  # which fails once it has begun
                return None
        return await answered


def environ_of(scope: Scope) -> dict[str, Any]:
    """The request as PEP 3333 has it. Raises Refused.

    Headers with an underscore are left out, as nginx does: X_Forwarded_For would pass for the proxy's X-Forwarded-For.
    """
    server, client = _host_and_port(scope.server), _host_and_port(scope.client)
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": server[1],
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" not in name:
            _add_header(environ, name.upper().replace("-", "_"), value)
    return environ


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    key = name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
    if key not in environ:
        environ[key] = value
    elif key in ONCE:
        raise Refused(400)
    else:
        environ[key] += ("; " if key == "HTTP_COOKIE" else ",") + value


def _host_and_port(text: str) -> tuple[str, str]:
    host, _colon, port = text.rpartition(":")
    return host.strip("[]"), port


async def _received(protocol: HTTPProtocol, length: int) -> IO[bytes]:
    """A body of that many bytes, at its beginning. Only FIRST of them when it is so large that Django refuses it.

    Raises Refused: 408 for one that takes too long, 400 for one that ends before its length.
    """
    body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (closed with the request)
    wanted = length if length <= LARGEST else FIRST
    if length > 0:
        try:
            await _fill(body, protocol, wanted)
            if body.tell() < wanted:  # half a file must not pass for a whole one
                raise EOFError
        except TimeoutError:
            body.close()
            raise Refused(408) from None
        except (EOFError, ProtocolClosed):
            body.close()
            raise Refused(400) from None
        except OSError:  # the disk is full: a file of a megabyte has no room before Django sees it
            body.close()
            raise Refused(503) from None
    body.seek(0)
    return body


async def _fill(body: IO[bytes], protocol: HTTPProtocol, wanted: int) -> None:
    ends_at = asyncio.get_running_loop().time() + GRACE
    async with asyncio.timeout_at(ends_at) as deadline:
        async for piece in protocol:
            body.write(piece)
            if body.tell() >= wanted:
                break
            ends_at += len(piece) / SLOWEST
            deadline.reschedule(ends_at)


def _answer(application: Application, environ: dict[str, Any]) -> Answer:
    """The answer as a whole, so that whoever reads it slowly keeps no thread and no connection."""
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], failure: Any = None) -> None:
        begun[:] = [int(status.split(" ", 1)[0]), [(str(name), str(value)) for name, value in headers]]

    content = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (closed when it is sent)
    response = application(environ, start_response)
    try:
        content.writelines(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    content.seek(0)
    return *begun, content


async def _send(protocol: HTTPProtocol, status: int, headers: list[tuple[str, str]], content: IO[bytes]) -> None:
    with content:
        first = content.read(IN_MEMORY)
        if len(first) < IN_MEMORY:
            return protocol.response_bytes(status, headers, first)
        content.seek(0)
        transport = protocol.response_stream(status, headers)
        with suppress(ProtocolClosed):  # nobody is there any more
            while piece := content.read(PIECE):
                await transport.send_bytes(piece)
