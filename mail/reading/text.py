"""The normal form of what is read: the desk's own (itdesk.text has no Django either), so that nothing is another text later."""

from itdesk.text import clean_line, clean_text


def tidy(text: str) -> str:
    """Several lines: NFC, newlines as \\n, nothing that cannot be stored or seen, no outer white space."""
    return clean_text(text)


def tidy_line(text: str, most: int = 2_000) -> str:
    """One line of at most so many characters."""
    return clean_line(text[: 4 * most])[:most].strip()


def says_something(text: str) -> bool:
    """Whether there is anything in it that can be seen."""
    return clean_text(text[:1_000]) != "" or clean_text(text) != ""
