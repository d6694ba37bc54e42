"""A way to a server (PostgreSQL, SMTP) that can be made bad: it passes everything on, until `fault` says otherwise."""

import asyncio
import socket
import struct
import threading

FAULTS = ["latency", "reset", "refuse", "black hole", "silence within an answer", "slow close"]
LATENCY, SLOW = 0.05, 2.0  # seconds


class Proxy:
    """Listens on a free port, in a thread of its own, and passes on to a socket in the file system or to (host, port)."""

    def __init__(self, target):
        self.target, self.fault, self.open = target, "", set()
        self.cuts_at = b""  # words of a client at which the connection is reset
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait(10)

    def begin(self, fault):
        """From now on, for connections that are open as well."""
        self.fault = fault
        if fault in ("reset", "refuse"):
            self.loop.call_soon_threadsafe(self._reset_all)

    def end(self):
        """Whatever was held back is not made up for: those connections end."""
        self.fault = ""
        self.loop.call_soon_threadsafe(self._reset_all)

    def _run(self, ready):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    async def _serve(self, reader, writer):
        self.open.add(writer)
        if self.fault == "refuse":
            return self._reset(writer)
        try:
            inner, outer = await self._reach()
        except OSError:
            return self._reset(writer)
        await asyncio.gather(self._pass_on(reader, outer, answers=False), self._pass_on(inner, writer, answers=True))
        outer.close()
        self.open.discard(writer)

    async def _reach(self):
        if isinstance(self.target, tuple):
            return await asyncio.open_connection(*self.target)
        return await asyncio.open_unix_connection(str(self.target))

    async def _pass_on(self, reader, writer, *, answers):
        try:
            while piece := await reader.read(65536):
                if self.fault == "latency":
                    await asyncio.sleep(LATENCY)
                if not answers and self.cuts_at and self.cuts_at in piece:
                    self._reset(writer)
                    break
                if self.fault == "black hole":
                    continue
                if answers and self.fault == "silence within an answer":
                    piece = piece[: len(piece) // 2]
                    writer.write(piece)
                    await asyncio.sleep(3600)
                if answers and self.fault == "slow close":
                    await asyncio.sleep(SLOW)
                    break
                writer.write(piece)
                await writer.drain()
        except OSError:
            pass
        writer.close()

    def _reset_all(self):
        for writer in list(self.open):
            self._reset(writer)

    def _reset(self, writer):
        """RST instead of FIN."""
        if (raw := writer.get_extra_info("socket")) is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
        self.open.discard(writer)
