"""Mails that are broken, too large for a cap, or made to break a parser."""

from mail.tests.mails.making import made, part, several

PARTS = "It has more than 200 parts. Only the first of them were read."
DEPTH = "Parts within parts, more than 20 deep, were not read."
HEADERS = "The headers are too long. Only their beginning was read."
LONG = "The text is longer than a million characters. Only its beginning was read."
HTML = "The HTML is too large or too deep to be laid out. Its words were taken as they stand."


def levels(count, middle="deep"):
    """multipart within multipart, each with a boundary of its own."""
    inner = part(middle)
    for number in range(count):
        mark = b"--b%d" % number
        inner = b"Content-Type: multipart/mixed; boundary=b%d\n\n%s\n%s\n%s--\n" % (number, mark, inner, mark)
    return made().split(b"Content-Type")[0] + inner


def rich(source, text, **more):
    return made(source, "text/html; charset=utf-8"), {"text": text} | more


MAILS = {
    "nothing at all": (b"", {"subject": "", "from_address": "", "text": ""}),
    "line breaks alone": (b"\r\n\r\n\n", {"text": ""}),
    "bytes of nothing": (bytes(range(256)) * 4, {"subject": ""}),
    "words without headers": (
        b"Hello desk,\n\nmy printer is broken\n",
        {"text": "Hello desk,\n\nmy printer is broken"},
    ),
    "headers without a body": (made().partition(b"\n\n")[0], {"subject": "Printer", "text": ""}),
    "blank lines before the headers": (b"\r\n\r\n" + made(), {"subject": "Printer", "text": "Hello"}),
    "a byte order mark before the headers": (b"\xef\xbb\xbf" + made(), {"from_address": "jo@alpha.example"}),
    "no boundary": (made("Hello", "multipart/mixed"), {"text": "Hello"}),
    "a boundary that is not used": (made("Hello", "multipart/mixed; boundary=x"), {"text": "Hello"}),
    "a boundary without its end": (several(part("one"), part("two"), end=""), {"text": "one\n\ntwo"}),
    "a boundary within another": (
        several(part("one"), part("a line\n--b1x\n--b1-\nends"), boundary="b1"),
        {"text": "one\n\na line\n--b1x\n--b1-\nends"},
    ),
    "a boundary with blanks and brackets": (several(part("one"), boundary="a (b)+?*[c"), {"text": "one"}),
    "words before and after the parts": (
        several(part("one"), preamble="for old clients\n") + b"after\n",
        {"text": "one"},
    ),
    "a part without headers": (made("--b\n\nHello\n--b--", "multipart/mixed; boundary=b"), {"text": "Hello"}),
    "a part cut off": (made("--b\nContent-Type: text/plain", "multipart/mixed; boundary=b"), {"text": ""}),
    "a content type of nonsense": (made("Hello", "; ;;=/"), {"text": "Hello"}),
    "content type text": (made("Hello", "text"), {"text": "Hello"}),
    "a content type of 4,000 parameters": (made("Hello", "text/plain" + "; a*0*=b" * 4000), {"text": "Hello"}),
    "a parameter cut a thousand times": (
        made("Hello", "text/plain" + "".join(f"; name*{number}=x" for number in range(1_000))),
        {"subject": "Printer"},
    ),
    "300 parts": (several(*[part(str(number)) for number in range(300)]), {"problems": [PARTS]}),
    "20 levels": (levels(20), {"text": "deep", "problems": []}),
    "1,000 levels": (levels(1000), {"subject": "Printer", "problems": [DEPTH]}),
    "one boundary a million times": (made("--b\n" * 250_000, "multipart/mixed; boundary=b"), {"problems": [PARTS]}),
    "nearly that boundary a million times": (
        made("--bx\n" * 200_000, "multipart/mixed; boundary=b"),
        {"subject": "Printer"},
    ),
    "4,000 recipients": (
        made(To=", ".join(f"a{number}@alpha.example" for number in range(4000))),
        {"subject": "Printer", "problems": [HEADERS]},
    ),
    "3,000 recipients of no address": (made(To="x, " * 3_000), {"to": []}),
    "500 comments within comments": (
        made(From="(" * 500 + ")" * 500 + " jo@alpha.example"),
        {"from_address": "jo@alpha.example"},
    ),
    "20,000 brackets": (made(From="<" * 20_000 + "jo@alpha.example"), {"from_address": "jo@alpha.example"}),
    "quotes without end": (made(From='"' * 9_999), {"from_address": ""}),
    "10,000 encoded words": (made(Subject="=?utf-8?q?a?= " * 4_000), {"from_address": "jo@alpha.example"}),
    "encoded words that never end": (made(Subject="=?utf-8?q?" * 5_000), {"from_address": "jo@alpha.example"}),
    "a header of 1 MB": (made(X_Long="x" * 1_000_000), {"problems": [HEADERS], "text": "Hello"}),
    "100,000 headers": (
        made().replace(b"\n\n", b"\n" + b"X: y\n" * 100_000 + b"\n", 1),
        {"problems": [HEADERS], "text": "Hello"},
    ),
    "a header that never ends": (b"Subject: Printer\n" + b" x\n" * 100_000, {"problems": [HEADERS]}),
    "100,000 open tags": (
        made("<div>" * 100_000 + "deep", "text/html"),
        {"text": "deep", "html": "", "problems": [HTML]},
    ),
    "open tags that hide their number": (
        made('<div><i title="</div>">' * 20_000 + "deep", "text/html"),
        {"html": "", "problems": [HTML]},
    ),
    "open tags that close others": (
        made("<div><object></div></object>" * 15_000 + "deep", "text/html"),
        {"problems": [HTML]},
    ),
    "open tags that come up again": (
        made("".join(f"<table><td><font color={number}></table>" for number in range(12_000)) + "deep", "text/html"),
        {"problems": [HTML]},
    ),
    "self-closing tags that are not": (
        made("<div/>" * 50_000 + "deep", "text/html"),
        {"text": "deep", "problems": [HTML]},
    ),
    "a tag of 100,000 attributes": (
        made("<p " + " ".join(f"a{number}=1" for number in range(60_000)) + ">deep", "text/html"),
        {"text": "deep", "problems": [HTML]},
    ),
    "100,000 comments that never end": (made("<!--" * 100_000 + "deep", "text/html"), {"html": ""}),
    "one boundary again and again on a line": (
        made("--b" * 600_000, "multipart/mixed; boundary=b"),
        {"text": ("--b" * 600_000)[:1_000_000], "problems": [LONG]},
    ),
    "base64 that pads each letter": (made("QQ==" * 400_000, encoding="base64"), {"problems": []}),
    "flowed in 500,000 lines": (
        made("a \n" * 500_000, "text/plain; charset=utf-8; format=flowed"),
        {"problems": []},
    ),
    "150 parts of HTML": (
        several(*[part("<p>" + "word " * 750, "text/html") for _turn in range(150)]),
        {"problems": [HTML]},
    ),
    "a table with one wide cell": (
        made(f"<table><tr><td>{'x' * 100_000}{'<tr><td>a' * 10_000}</table>", "text/html"),
        {"subject": "Printer", "problems": []},
    ),
    "a list 180 deep": (made("<ul>" * 180 + "<li>a</li>" * 3_000, "text/html"), {"html": "", "problems": [HTML]}),
    "100,000 tags": (made("<p>a" * 100_000, "text/html"), {"html": "", "problems": [HTML]}),
    "500,000 ampersands": (made("&" * 500_000, "text/html"), {"text": "&" * 500_000, "problems": [HTML]}),
    "2 MB of HTML": (made("<p>word</p>" * 200_000, "text/html"), {"html": "", "problems": [HTML, LONG]}),
    "2 MB of words": (made("word " * 400_000), {"problems": [LONG]}),
    "2 MB of words with accents": (made("wörd " * 400_000), {"problems": [LONG]}),
    "1 MB of line breaks": (made("\n" * 1_000_000 + "Hello"), {"text": "Hello"}),
    "1 MB of quotes": (made("Hello\n" + "> x\n" * 250_000), {"text": "Hello"}),
    "200 kB of one word": (made("x" * 200_000), {"text": "x" * 200_000}),
    "10,000 combining marks": (made("a" + "\u0301\u0300" * 10_000), {"subject": "Printer"}),
    "an entity a million times": (made("&amp;" * 100_000, "text/html"), {"text": "&" * 100_000}),
    "html that is not": rich("a < b > c <<< d & e", "a < b > c <<< d & e"),
    "html cut in a tag": rich("<p>Hello</p><a href=", "Hello"),
}
