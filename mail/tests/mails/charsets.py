"""Charsets of the real world: unknown, wrong, missing."""

from mail.tests.mails.making import made, part, several

PRICE = "Preis: 5 € – “gut”"


def plain(text, codec, label):
    return made(text.encode(codec), f"text/plain; charset={label}" if label else "text/plain")


MAILS = {
    "utf-8": (plain("Grüße aus Köln", "utf-8", "utf-8"), {"text": "Grüße aus Köln"}),
    "utf-8 quoted": (plain("Grüße", "utf-8", '"UTF-8"'), {"text": "Grüße"}),
    "utf8 without its dash": (plain("Grüße", "utf-8", "utf8"), {"text": "Grüße"}),
    "utf-8 that says ascii": (plain("Grüße", "utf-8", "us-ascii"), {"text": "Grüße"}),
    "utf-8 that says latin-1": (plain("Grüße", "utf-8", "iso-8859-1"), {"text": "Grüße"}),
    "utf-8 that says nothing": (plain("Grüße", "utf-8", ""), {"text": "Grüße"}),
    "utf-8 with a byte order mark": (plain("Grüße", "utf-8-sig", "utf-8"), {"text": "Grüße"}),
    "utf-8 broken off": (made("Grüße ü".encode()[:-1], "text/plain; charset=utf-8"), {"text": "Grüße �"}),
    "utf-8 with a byte of another": (made("Grüße und ".encode() + b"\xfc"), {"text": "Grüße und �"}),
    "latin-1": (plain("Grüße", "latin-1", "iso-8859-1"), {"text": "Grüße"}),
    "latin-1 that says utf-8": (plain("Grüße", "latin-1", "utf-8"), {"text": "Grüße"}),
    "latin-1 that says nothing": (plain("Grüße", "latin-1", ""), {"text": "Grüße"}),
    "windows-1252 that says latin-1": (plain(PRICE, "cp1252", "iso-8859-1"), {"text": PRICE}),
    "windows-1252 that says ascii": (plain(PRICE, "cp1252", "us-ascii"), {"text": PRICE}),
    "windows-1250": (plain("Żółć gęś", "cp1250", "windows-1250"), {"text": "Żółć gęś"}),
    "iso-8859-2": (plain("Żółć gęś", "iso8859-2", "ISO-8859-2"), {"text": "Żółć gęś"}),
    "iso-8859-15": (plain("5 €", "iso8859-15", "iso-8859-15"), {"text": "5 €"}),
    "windows-1251": (plain("Принтер не печатает", "cp1251", "windows-1251"), {"text": "Принтер не печатает"}),
    "koi8-r": (plain("Принтер", "koi8-r", "koi8-r"), {"text": "Принтер"}),
    "windows-1256, right to left": (plain("الطابعة لا تعمل", "cp1256", "windows-1256"), {"text": "الطابعة لا تعمل"}),
    "iso-8859-8-i": (plain("המדפסת", "iso8859-8", "iso-8859-8-i"), {"text": "המדפסת"}),
    "iso-2022-jp": (plain("プリンタが動きません", "iso2022_jp", "iso-2022-jp"), {"text": "プリンタが動きません"}),
    "iso-2022-jp that says ascii": (plain("日本語", "iso2022_jp", "us-ascii"), {"text": "日本語"}),
    "iso-2022-jp that says nothing": (plain("日本語", "iso2022_jp", ""), {"text": "日本語"}),
    "shift_jis with letters of Windows": (plain("①髙橋", "cp932", "shift_jis"), {"text": "①髙橋"}),
    "euc-jp": (plain("日本語", "euc_jp", "euc-jp"), {"text": "日本語"}),
    "gb2312 that is more": (plain("打印机坏了 囍", "gb18030", "gb2312"), {"text": "打印机坏了 囍"}),
    "gbk": (plain("打印机", "gbk", "gbk"), {"text": "打印机"}),
    "big5": (plain("印表機", "big5", "big5"), {"text": "印表機"}),
    "korean of Windows": (plain("프린터 똠", "cp949", "ks_c_5601-1987"), {"text": "프린터 똠"}),
    "thai": (plain("เครื่องพิมพ์", "cp874", "tis-620"), {"text": "เครื่องพิมพ์"}),
    "utf-16": (plain("Grüße", "utf-16", "utf-16"), {"text": "Grüße"}),
    "utf-7": (plain("Gr+APwA3w-e", "ascii", "utf-7"), {"text": "Grüße"}),
    "unknown": (
        plain("Grüße", "utf-8", "x-martian"),
        {"text": "Grüße", "problems": ["The charset x-martian is not known. The text may be wrong in places."]},
    ),
    "a codec that is no charset": (
        plain("Hello", "ascii", "punycode"),
        {"text": "Hello", "problems": ["The charset punycode is not known. The text may be wrong in places."]},
    ),
    "a charset that an attacker made up": (
        plain("Hello", "ascii", '"' + "a" * 500 + '"'),
        {"text": "Hello"},
    ),
    "each part its own": (
        several(
            part("Grüße".encode("latin-1"), "text/plain; charset=latin1"),
            part("Żółć".encode("cp1250"), "text/plain; charset=cp1250"),
        ),
        {"text": "Grüße\n\nŻółć"},
    ),
    "html that names it itself": (
        made("<meta charset='windows-1251'><p>Принтер</p>".encode("cp1251"), "text/html"),
        {"text": "Принтер"},
    ),
    "emoji with joiners": (plain("👩‍💻 ok", "utf-8", "utf-8"), {"text": "👩‍💻 ok"}),
    "combining characters": (plain("Cafe\u0301", "utf-8", "utf-8"), {"text": "Café"}),
    "bidi overrides and controls": (plain("a\u202eb\x00\x1b[1mc", "utf-8", "utf-8"), {"text": "ab[1mc"}),
}
