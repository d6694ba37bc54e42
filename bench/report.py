"""The figures as JSON, and as tables in bench/README.md."""

import json
import os
import platform
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import django
import granian

HERE = Path(__file__).parent
RESULTS = HERE / "results"
HEAD = """| page | p50 | p95 | CPU | 8 clients | p95 busy | queries | SQL alone | kB |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


def machine():
    """What the figures depend on."""
    model = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": model[1] if model else platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(int(memory[1]) / 1e6) if memory else None,
        "load_before": os.getloadavg()[0],
        "python": platform.python_version(),
        "django": django.__version__,
        "granian": granian.__version__ if hasattr(granian, "__version__") else "",
        "sqlite": sqlite3.sqlite_version,
    }


def write(result, folder=RESULTS):
    """Keep a result: {machine, engine, tickets, …, figures}. One file for each engine and size, the newest wins."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{result['engine']}-{result['tickets']}.json"
    path.write_text(json.dumps(result, indent=1) + "\n")
    return path


def tables(folder=RESULTS):
    """Every kept result as Markdown, smaller desks first."""
    results = [json.loads(path.read_text()) for path in folder.glob("*.json")]
    results.sort(key=lambda result: (result["tickets"], result["engine"]), reverse=False)
    return "\n\n".join(table(result) for result in results)


def table(result):
    facts, memory = result["machine"], result["memory"] / 1e6
    engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[result["engine"]]
    rows = [_row(figure) for figure in result["figures"]]
    said = (
        f"Loaded: {result['loaded']} Memory of all processes after it: {memory:.0f} MB. {facts['date']}, "
        f"{facts['cores']} cores ({facts['processor']}), load before {facts['load_before']:.1f}, "
        f"Python {facts['python']}, Django {facts['django']}."
    )
    return "\n".join([f"### {result['tickets']:,} tickets on {engine}", "", said, "", HEAD, *rows])


def _row(figure):
    floor = "" if figure["floor"] is None else f"{figure['floor']:.1f}"
    cells = [
        figure["name"], f"{figure['p50']:.1f}", f"{figure['p95']:.1f}", f"{figure['cpu']:.1f}", f"{figure['rate']:.0f}/s",
        f"{figure['p95_busy']:.0f}", figure["queries"] or "", floor, f"{figure['size'] / 1000:.1f}",
    ]  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |"


def publish(readme=HERE / "README.md", folder=RESULTS):
    """Put the tables between the marks of the README."""
    text = readme.read_text()
    begun, _old, rest = text.partition("<!-- tables -->\n")[0], None, text.partition("<!-- end of tables -->")[2]
    readme.write_text(f"{begun}<!-- tables -->\n\n{tables(folder)}\n\n<!-- end of tables -->{rest}")
