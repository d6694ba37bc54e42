"""Which failures are the database's, the disk's or a bucket's, and pass by themselves, and which are faults of ours."""

import errno
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, InternalError, OperationalError

FULL, READ_ONLY, ANY_FAULT = 13, 8, 1  # sqlite.org/rescode.html: SQLITE_FULL, SQLITE_READONLY, SQLITE_ERROR
READ_ONLY_TRANSACTION, DISK_FULL, IDLE_TOO_LONG = "25006", "53100", "25P03"  # PostgreSQL's manual, appendix A
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def is_unavailable(failure: BaseException | None) -> bool:
    """Whether the database or the bucket did not answer, or the database takes no writes, or the disk is full.

    This failure, or one it came from.
    """
    chain = list(_chain(failure))
    return any(map(_is_of_the_database, chain)) or any(map(_is_of_the_bucket, chain)) or is_unwritable(failure)


def is_unwritable(failure: BaseException | None) -> bool:
    """Whether what failed is only the writing: a full disk, a database that is only to be read. Nothing was saved."""
    return any(map(_is_of_writing, _chain(failure)))


def _is_of_the_database(failure: BaseException) -> bool:
    if isinstance(failure, InternalError):
        return _sqlstate(failure) == IDLE_TOO_LONG
    # SQLite calls a wrong statement an operational error, too, with the code of any fault
    return isinstance(failure, OperationalError | InterfaceError) and _sqlite_code(failure) != ANY_FAULT


def _is_of_the_bucket(failure: BaseException) -> bool:
    """By name: botocore is there only where attachments are kept in a bucket."""
    names = {f"{kind.__module__}.{kind.__name__}" for kind in type(failure).__mro__}
    if "botocore.exceptions.ClientError" in names:
        return getattr(failure, "response", {}).get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500
    return bool({"botocore.exceptions.ConnectionError", "botocore.exceptions.HTTPClientError"} & names)


def _is_of_writing(failure: BaseException) -> bool:
    if isinstance(failure, OSError):
        return failure.errno in NO_ROOM
    if not isinstance(failure, DatabaseError):
        return False
    return _sqlite_code(failure) in (FULL, READ_ONLY) or _sqlstate(failure) in (READ_ONLY_TRANSACTION, DISK_FULL)


def _sqlite_code(failure: BaseException) -> int:
    """The primary result code; 0 where it is not SQLite's."""
    return getattr(failure.__cause__, "sqlite_errorcode", 0) & 0xFF


def _sqlstate(failure: BaseException) -> str:
    return getattr(failure.__cause__, "sqlstate", None) or ""


def _chain(failure: BaseException | None) -> Iterator[BaseException]:
    while failure is not None:
        yield failure
        failure = failure.__cause__ or failure.__context__
