"""Django's PostgreSQL, for settings.DATABASES: with an end to every wait for a server that has stopped answering."""

LONGEST_ANSWER = 20.0  # seconds for one statement: more than the server's own statement_timeout
longest: float | None = None  # seconds; None outside of the web processes: a migration or an import may take its time


def answer_in_time() -> None:
    """From now on this process gives up what takes longer than LONGEST_ANSWER: somebody is waiting for a page."""
    global longest
    longest = LONGEST_ANSWER
