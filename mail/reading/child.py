"""The process that reads one mail: python -I child.py FOLDER < raw > json. Started by mail.reading.apart."""

import resource
import sys
from pathlib import Path

CPU_SECONDS = 5
MEMORY = 512 * 1024 * 1024  # bytes of addresses
FILE = 64 * 1024 * 1024  # bytes of any file it writes


def main():
    _limit()
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # -I leaves the current folder out
    from mail.reading.passing import to_json
    from mail.reading.reader import read

    sys.stdout.buffer.write(to_json(read(sys.stdin.buffer.read(), Path(sys.argv[1]))))


def _limit():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
