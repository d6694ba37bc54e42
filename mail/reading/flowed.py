"""format=flowed (RFC 3676): lines that end in a space go on in the next."""


def joined(text: str, drops_space: bool = False) -> str:
    """With whole paragraphs as lines; quotes keep their > before each. drops_space: DelSp=yes."""
    out: list[list[str]] = []
    open_depth = -1  # of the paragraph that goes on; -1: none does
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        said = line[depth:].removeprefix(" ")
        goes_on = said.endswith(" ") and said != "-- "
        if goes_on and drops_space:
            said = said[:-1]
        if depth == open_depth and said != "-- ":
            out[-1].append(said)
        else:
            out.append([">" * depth + " " * bool(depth and said), said])
        open_depth = depth if goes_on else -1
    return "\n".join("".join(pieces) for pieces in out)
