"""What HTML says about quotes and signatures by its containers, carried through to plain text as characters that no text has.

Names of classes and ids of Gmail, Outlook (desktop, web, mobile), Apple Mail, Thunderbird, Yahoo, Proton, GMX and Samsung.
"""

HISTORY, SIGNATURE, BEGIN, END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"  # noncharacters of Unicode
ROW, CELL = "\ufdd4", "\ufdd5"
_NONE = str.maketrans("", "", HISTORY + SIGNATURE + BEGIN + END + ROW + CELL)
_LINES = str.maketrans({mark: f"\n{mark}\n" for mark in (HISTORY, SIGNATURE, BEGIN, END)})

_HISTORY_BEGINS = (
    "gmail_attr",
    "gmail_quote_container",
    "moz-cite-prefix",
    "moz-email-headers-table",
    "yahoo_quoted",
    "divrplyfwdmsg",
    "appendonsend",
    "mail-editor-reference-message-container",
    "outlookmessageheader",
    "protonmail_quote",
    'name="quote"',
    "zmail_extra",
    "quoted_reply",
    "border:none;border-top:solid #e1e1e1 1.0pt",
    "border:none;border-top:solid #b5c4df 1.0pt",
    "border-top: 1px solid rgb(181, 196, 223)",
)
_SIGNATURE_BEGINS = (
    "gmail_signature",
    "moz-signature",
    "applemailsignature",
    "ms-outlook-mobile-signature",
    "protonmail_signature_block",
    'id="signature"',
    "id=signature",
    'id="x_signature"',
    'id="composer_signature"',
    "elementtoproof-signature",
)
_CITES = ("cite", "gmail_quote", "border-left", "protonmail_quote")


def of_container(attributes: str) -> str:
    """The mark that an element with those attributes, in lower case, puts at its beginning; "" for most."""
    if any(each in attributes for each in _HISTORY_BEGINS):
        return HISTORY
    return SIGNATURE if any(each in attributes for each in _SIGNATURE_BEGINS) else ""


def is_cite(attributes: str) -> bool:
    """Whether a blockquote of those attributes, in lower case, repeats a mail, and does not merely indent."""
    return any(each in attributes for each in _CITES)


def without(text: str) -> str:
    return text.translate(_NONE)


def applied(text: str) -> str:
    """Quotes as lines that begin with >; the other marks stay, each on a line of its own."""
    depth, lines = 0, []
    for line in text.translate(_LINES).split("\n"):
        if line in (BEGIN, END):
            depth = max(depth + (1 if line == BEGIN else -1), 0)
        elif not depth:
            lines.append(line.rstrip())
        elif line not in (HISTORY, SIGNATURE):
            lines.append(f"{'>' * min(depth, 9)} {line.rstrip()}".rstrip())
    return "\n".join(lines)
