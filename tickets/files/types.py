"""What a file is, by its first bytes. Nothing is ever believed of its name or of what the browser said."""

HEAD = 4096  # bytes that are looked at
# Only the pictures matter, since nothing else is ever served as what it is; the others are for whoever looks into the table.
_BEGINS = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
]


def type_of(head):
    """The media type of a file that begins with these bytes (HEAD of them are enough), "" for one that is not known."""
    for beginning, media_type in _BEGINS:
        if head.startswith(beginning):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in (b"heic", b"heix", b"mif1") else "video/mp4"
    return "text/plain" if _is_text(head) else ""


def _is_text(head):
    try:
        text = head.decode()
    except UnicodeDecodeError as cut:
        if cut.start < len(head) - 3:  # a letter cut in two at the end is none the worse for it
            return False
        text = head[: cut.start].decode()
    return not any(char < " " and char not in "\t\n\r\f" for char in text)
