"""Samples of a running desk: memory, open files, the log that the database writes ahead; and whether they grow."""

import os
import time
from dataclasses import dataclass

MOST_GROWTH = 0.05  # of the mean memory, in the time that is looked at
MOST_WARMING = 0.25  # likewise, in less than WARM
WARM = 5 * 60  # seconds: in less than that, SQLite's caches still fill
MOST_MEGABYTES = 64  # of the log that is written ahead; PostgreSQL's begins with 16


@dataclass
class Sample:
    at: float  # seconds since the first
    rss: float  # MB, of all processes of the desk
    files: int
    wal: float  # MB


def watch(desk, data, *, while_, every):
    """Samples until it is over; every: minutes that it lasts, of which there shall be some 240 samples."""
    began, samples = time.monotonic(), []
    while while_():
        samples.append(sample(desk.processes(), data, time.monotonic() - began))
        time.sleep(max(0.25, every * 60 / 240))
    return samples


def sample(processes, data, at):
    rss, files = 0, 0
    for pid in processes:
        try:
            rss += _resident(pid)
            files += len(os.listdir(f"/proc/{pid}/fd"))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return Sample(at=at, rss=rss / 1e6, files=files, wal=_written_ahead(data) / 1e6)


def report(verdict, samples):
    """The figures, and whether anything grew in the last three quarters: what comes before is warming up."""
    later = samples[len(samples) // 4 :]
    seconds = later[-1].at - later[0].at
    middle = sum(each.rss for each in later) / len(later)
    growth = slope([(each.at, each.rss) for each in later]) * seconds
    verdict.figures |= {
        "samples": len(samples),
        "memory (MB)": f"{samples[0].rss:.0f} at first, {later[0].rss:.0f} warm, {later[-1].rss:.0f} at last",
        "growth by linear fit (MB)": round(growth, 2),
        "open files": f"{later[0].files} warm, {later[-1].files} at last, {max(s.files for s in samples)} at most",
        "log written ahead (MB)": f"{later[-1].wal:.1f} at last, {max(s.wal for s in samples):.1f} at most",
    }
    most = MOST_GROWTH if seconds >= WARM else MOST_WARMING
    verdict.require(growth <= most * middle, f"memory grows: {growth:.1f} MB in {seconds:.0f} s")
    files = slope([(each.at, float(each.files)) for each in later]) * seconds
    verdict.require(files <= 5, f"open files grow: {files:.1f} in {seconds:.0f} s")
    verdict.require(max(each.wal for each in samples) <= MOST_MEGABYTES, "the log that is written ahead grows")


def slope(points):
    """By least squares, of (x, y); 0 of a single point."""
    middle_x = sum(x for x, _y in points) / len(points)
    middle_y = sum(y for _x, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _y in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0


def percentile(numbers, percent):
    """The nearest rank; 0 of none."""
    ordered = sorted(numbers)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else 0


def _resident(pid):
    """Bytes, each shared page once for those who share it (Pss): the processes of the desk are forks of one another."""
    with open(f"/proc/{pid}/smaps_rollup") as rollup:
        return next(int(line.split()[1]) * 1024 for line in rollup if line.startswith("Pss:"))


def _written_ahead(data):
    files = [data / "itdesk.sqlite3-wal", *(data / "cluster" / "data" / "pg_wal").glob("0*")]
    return sum(path.stat().st_size for path in files if path.exists())
