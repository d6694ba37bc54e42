"""Loads a desk, starts it as a user would, and measures its pages: `python -m bench --tickets 100000`."""

import argparse
from pathlib import Path

from bench import report
from bench.desk import loaded
from bench.measuring import measure


def main():
    given = _arguments()
    for engine in given.engine:
        for tickets in given.tickets:
            print(f"== {tickets:,} tickets on {engine}")
            facts = report.machine()
            size = {"tickets": tickets, "assets": max(300, tickets // 10), "people": max(200, tickets // 20)}
            with loaded(engine, **size) as desk:
                print(desk.load_said)
                figures, memory = measure(desk, times=given.times, seconds=given.seconds, only=given.only)
            result = {
                "machine": facts,
                "engine": engine,
                **size,
                "loaded": desk.load_said,
                "memory": memory,
                "figures": figures,
            }
            print("kept in", report.write(result, given.results) if not given.only else "no file: only some pages")
    if given.results == report.RESULTS and not given.only:
        report.publish()
    print(report.tables(given.results))


def _arguments():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--tickets", type=int, nargs="+", default=[10_000], help="sizes of desk to measure")
    parser.add_argument("--engine", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite"])
    parser.add_argument("--times", type=int, default=40, help="requests one after another, for each page")
    parser.add_argument(
        "--seconds", type=float, default=6, help="how long eight clients ask side by side, for each page"
    )
    parser.add_argument("--only", nargs="*", default=[], metavar="PAGE", help="some pages, by name; nothing is kept")
    parser.add_argument("--results", type=Path, default=report.RESULTS, help="the folder for the JSON files")
    return parser.parse_args()


if __name__ == "__main__":
    main()
