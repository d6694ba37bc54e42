"""The throw-away PostgreSQL leaves nothing behind, however its command ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from itdesk.tests import cluster

pytestmark = pytest.mark.process


@pytest.fixture(autouse=True)
def postgresql_is_installed():
    try:
        cluster.find_programs()
    except cluster.NoPostgreSQL as missing:
        pytest.skip(str(missing))


def start(*command, **options):
    return subprocess.Popen([sys.executable, "-m", "itdesk.tests.cluster", *command], **options)


def folders(place):
    return list(Path(place).glob("itdesk-pg-*"))


@pytest.fixture
def place():
    """A folder of this test's own that the user postgres may enter."""
    folder = subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip()
    Path(folder).chmod(0o755)
    yield folder
    os.rmdir(folder)


def test_a_command_runs_beside_its_database_and_its_exit_code_is_kept(place):
    ask = "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute('SELECT 6 * 7').fetchone()[0])"
    process = start(sys.executable, "-c", ask + "; exit(3)", env=os.environ | {"TMPDIR": place}, stdout=subprocess.PIPE)
    assert process.communicate(timeout=60)[0].strip() == b"42"
    assert process.returncode == 3
    assert folders(place) == []


@pytest.mark.parametrize("moment", ["data/base/1/PG_VERSION", ".s.PGSQL.5432"], ids=["being made", "serving"])
def test_a_terminated_command_takes_its_database_with_it(place, moment):
    process = start("sleep", "60", env=os.environ | {"TMPDIR": place})
    deadline = time.monotonic() + 30
    while not list(Path(place).glob(f"*/{moment}")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 128 + signal.SIGTERM
    assert folders(place) == []
