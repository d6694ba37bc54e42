"""What the documentation must never recommend."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COPIES_A_LIVE_FILE = re.compile(
    r"\b(cp|rsync|scp|tar|zip|cat|dd|install|shutil\.copy\w*)\b[^\n|]*(\.sqlite3|\.db\b|\bvar/?(\s|$|\"|'))",
    re.IGNORECASE,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nobody_is_told_to_copy_a_live_sqlite_file(page):
    commands = [line for line in page.read_text().splitlines() if is_command(line)]
    assert [line for line in commands if COPIES_A_LIVE_FILE.search(line)] == []


def is_command(line):
    """Commands stand in blocks or between backquotes; a sentence may say what not to do."""
    return not re.match(r"\s*[|>#*-]?\s*(Never|Do not|The sabotage)\b", line)


@pytest.mark.parametrize(
    "line",
    ["cp var/itdesk.sqlite3 /backup/", "rsync -a var/ host:", "tar czf b.tgz var", "  `scp x/itdesk.sqlite3 host:`"],
)
def test_the_lint_sees_one(line):
    assert is_command(line) and COPIES_A_LIVE_FILE.search(line)


def test_the_readme_says_how_to_back_up_and_how_to_restore():
    readme = PAGES[0].read_text()
    assert "manage.py backup --check" in readme and "manage.py restore" in readme
    assert "VACUUM INTO" not in readme
