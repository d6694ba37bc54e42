"""The web child of `manage.py desk`: granian, whose processes never outlive the one that started them."""

import argparse
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from itdesk import logs
from itdesk.parent import end_with_parent


def serve(*, host: str, port: int, workers: int) -> None:
    """Serves until SIGTERM, then lets requests finish (10 seconds). Bodies: see gateway.py."""
    end_with_parent()
    Granian(
        "itdesk.gateway:Gateway",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=workers,
        blocking_threads=1,
        http=HTTPModes.http1,  # in HTTP/2 a body need not say how long it is
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=_granian_logging(),
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve(target_loader=_load, wrap_loader=False)


def _granian_logging() -> dict[str, Any]:
    """The server's own warnings in the same lines as ours."""
    ours = {key: value for key, value in logs.configuration().items() if key not in ("root", "loggers")}
    return ours | {"loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}}}


def _load() -> Any:
    """Runs in each worker process, before its first request."""
    end_with_parent()
    from itdesk import postgresql
    from itdesk.gateway import Gateway
    from itdesk.wsgi import application

    postgresql.answer_in_time()
    return Gateway(application)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--host", required=True)
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--workers", type=int, required=True)
    serve(**vars(arguments.parse_args()))
