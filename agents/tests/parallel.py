"""Several at once, each with a database connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(call, times):
    """What each of so many simultaneous call(number) gave, in order: its value, or the exception it raised."""
    together = Barrier(times)

    def one(number):
        try:
            together.wait(timeout=30)
            return call(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))
