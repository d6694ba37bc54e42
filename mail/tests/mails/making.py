"""Builds the mails of the other modules."""

from base64 import encodebytes

USUAL = {
    "From": "Jo Park <jo@alpha.example>",
    "To": "desk@example.org",
    "Subject": "Printer",
    "Date": "Mon, 9 Nov 2026 10:12:00 +0000",
    "Message-ID": "<1@alpha.example>",
    "MIME-Version": "1.0",
}


def made(body="Hello", kind="text/plain; charset=utf-8", encoding="8bit", **headers) -> bytes:
    """A mail. headers: by name with _ for -; None leaves a usual one out, a list puts several."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    names = {name.lower(): name for name in USUAL}
    fields = {names.get(name.lower(), name): value for name, value in given.items()}
    fields = USUAL | fields
    return block(**(fields | {"Content-Type": kind, "Content-Transfer-Encoding": encoding})) + b"\n" + octets(body)


def block(**headers) -> bytes:
    lines = []
    for name, value in headers.items():
        several = value if isinstance(value, list) else [value]
        lines += [octets(name) + b": " + octets(each) + b"\n" for each in several if each is not None]
    return b"".join(lines)


def octets(value) -> bytes:
    return value if isinstance(value, bytes) else value.encode()


def part(body, kind="text/plain; charset=utf-8", **headers) -> bytes:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return block(**({"Content-Type": kind} | named)) + b"\n" + octets(body)


def attached(content, kind, name=None, disposition="attachment", **headers) -> bytes:
    """A file in base64."""
    said = disposition if name is None else f'{disposition}; filename="{name}"'
    more = {"Content-Transfer-Encoding": "base64", "Content-Disposition": said}
    return part(encodebytes(octets(content)), kind, **(more | headers))


def several(*parts, kind="mixed", boundary="b1", preamble="", end="--", **headers) -> bytes:
    return made(
        joined(*parts, boundary=boundary, end=end, preamble=preamble),
        f'multipart/{kind}; boundary="{boundary}"',
        **headers,
    )


def nested(*parts, kind="alternative", boundary="b2") -> bytes:
    return part(joined(*parts, boundary=boundary), f'multipart/{kind}; boundary="{boundary}"')


def joined(*parts, boundary, end="--", preamble="") -> bytes:
    opened = b"".join(b"--" + boundary.encode() + b"\n" + octets(each) + b"\n" for each in parts)
    return octets(preamble) + opened + (b"--" + boundary.encode() + octets(end) + b"\n" if end else b"")
