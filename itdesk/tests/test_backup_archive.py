"""The file of a backup: anybody's tar can open it, and no damage to it goes unnoticed."""

import gzip
import hashlib
import io
import random
import subprocess
import tarfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itdesk.backup import archive, manifest, values
from itdesk.backup.errors import Damaged, Refused

MEMBERS = {
    "manifest.json": b'{"format": "itdesk-backup", "version": 1}',
    "tables/tickets_ticket.000001.jsonl.gz": gzip.compress(b'[1,"a"]\n[2,null]\n', mtime=0),
    "media/ab/cdef": bytes(range(256)) * 50,
    "media/é": b"",
}


def sealed(tar):
    return tar + archive.SEAL % hashlib.sha256(tar).hexdigest().encode()


def written(members):
    file = io.BytesIO()
    writer = archive.Writer(file)
    for name, content in members.items():
        writer.add(name, content)
    writer.close()
    return file.getvalue()


def read(path, content=None):
    """{name: bytes} of what the archive there holds."""
    if content is not None:
        path.write_bytes(content)
    reader = archive.Reader(path)
    try:
        return {name: b"".join(member.blocks()) for name, member in reader.members()}
    finally:
        reader.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.tar"


def test_what_was_put_in_comes_out_and_again_byte_by_byte_the_same(path):
    held = read(path, written(MEMBERS))
    assert list(held)[:-1] == list(MEMBERS)
    assert held == MEMBERS | {"SHA256SUMS": held["SHA256SUMS"]}
    assert written(MEMBERS) == written(MEMBERS)


def test_tar_and_sha256sum_can_check_it_without_us(path, tmp_path):
    path.write_bytes(written(MEMBERS))
    subprocess.run(["tar", "xf", path, "-C", tmp_path], check=True)
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=tmp_path, check=True)
    whole, seal = path.read_bytes(), path.read_bytes()[-archive.SEAL_LENGTH :]
    assert hashlib.sha256(whole[: -archive.SEAL_LENGTH]).hexdigest().encode() in seal


def test_a_flipped_bit_anywhere_is_seen(path):
    whole = written(MEMBERS)
    chance = random.Random(9)
    near_the_ends = [*range(600), *range(len(whole) - 300, len(whole))]
    for place in near_the_ends + chance.sample(range(len(whole)), 400):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        with pytest.raises(Damaged):
            read(path, bytes(damaged))


def test_a_file_cut_short_anywhere_is_seen(path):
    whole = written(MEMBERS)
    for length in [0, 1, 511, 512, 513, *range(1024, len(whole), 997), len(whole) - 1]:
        with pytest.raises(Damaged):
            read(path, whole[:length])


def test_something_after_the_end_is_seen(path):
    with pytest.raises(Damaged):
        read(path, written(MEMBERS) + b"\n")


@pytest.mark.parametrize(
    "content", [b"", b"PK\3\4" * 999, b"SQLite format 3\0" * 99, b"manifest.json\0" + b"ustar" * 999]
)
def test_a_file_of_another_kind_is_called_no_backup_or_cut_short(path, content):
    with pytest.raises(Damaged, match=r"no backup of this desk|cut short"):
        read(path, content)


def test_a_file_that_is_not_there_and_a_folder_are_refused(path, tmp_path):
    for place in (path, tmp_path):
        with pytest.raises(Refused, match="cannot be read"):
            archive.Reader(place)


EVIL = [
    "/etc/passwd",
    "../up",
    "media/../../up",
    "media//x",
    "media/./x",
    "media\\..\\x",
    "tables/x",
    "tables/../x",
    "evil",
]


@pytest.mark.parametrize("name", EVIL)
def test_names_that_lead_elsewhere_are_refused_even_under_a_good_seal(path, name):
    with pytest.raises(Damaged, match="no backup of this desk does"):
        read(path, written({"manifest.json": b"{}", name: b"x"}))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_links_devices_and_folders_are_refused(path, kind):
    entry = tarfile.TarInfo("media/x")
    entry.type, entry.linkname = kind, "/etc/passwd"
    with pytest.raises(Damaged, match="no backup of this desk does"):
        read(path, sealed(tar_of({"manifest.json": b"{}"}, entry)))


def test_members_that_the_sums_do_not_name_are_refused(path):
    sums = f"{hashlib.sha256(b'{}').hexdigest()}  manifest.json\n".encode()
    fine = tar_of({"manifest.json": b"{}", "SHA256SUMS": sums})
    assert len(read(path, sealed(fine))) == 2
    for more in (
        {"manifest.json": b"{}", "media/x": b"", "SHA256SUMS": sums},
        {"manifest.json": b"{ }", "SHA256SUMS": sums},
        {"manifest.json": b"{}", "SHA256SUMS": sums, "media/x": b""},
        {"manifest.json": b"{}"},
    ):
        with pytest.raises(Damaged):
            read(path, sealed(tar_of(more)))


def test_rows_that_unpack_to_more_than_we_pack_are_refused_before_they_fill_the_memory(path):
    bomb = gzip.compress(b"[" + b" " * (archive.LARGEST_TEXT + 1) + b"]\n")
    path.write_bytes(written({"manifest.json": b"{}", "tables/x.000001.jsonl.gz": bomb}))
    reader = archive.Reader(path)
    with pytest.raises(Damaged, match="do not unpack"):
        for name, member in reader.members():
            if name.startswith("tables/"):
                member.rows()
    reader.close()


def tar_of(members, *more):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
        for entry in more:
            tar.addfile(entry)
    return file.getvalue()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_a_forger_seals_is_read_or_called_damaged(path, data):
    tar = bytearray(written(MEMBERS)[: -archive.SEAL_LENGTH])
    for _change in range(data.draw(st.integers(1, 6))):
        begin = data.draw(st.integers(0, len(tar) - 1))
        tar[begin : begin + data.draw(st.integers(0, 600))] = data.draw(st.binary(max_size=600))
    try:
        read(path, sealed(bytes(tar)))
    except Damaged:
        pass


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=200, deadline=None)
@given(json_values)
def test_whatever_a_manifest_says_is_understood_or_refused(said):
    odd = {
        "format": "itdesk-backup",
        "version": 1,
        "taken_at": "2026-11-22T00:00:00+00:00",
        "tables": said,
        "rows": said,
    }
    for text in (values.lines_of([[said]])[1:-2], values.lines_of([[odd | {"migrations": said, "highest": {}}]])[1:-2]):
        try:
            manifest.read(text)
        except (Damaged, Refused):
            pass


def test_an_archive_in_a_newer_form_is_refused_with_what_to_do():
    with pytest.raises(Refused, match="update this desk first"):
        manifest.read(b'{"format": "itdesk-backup", "version": 2}')


rows = st.lists(st.lists(json_values, min_size=2, max_size=2), max_size=20)


@given(rows)
def test_rows_of_any_text_are_lines_and_rows_again(rows):
    lines = values.lines_of(rows)
    assert lines.count(b"\n") == len(rows)
    assert values.rows_of(lines) == rows
