"""PostgreSQL as central uses it: how a server is reached, and what its errors mean.

Errors are told apart by type (psycopg has a class for each SQLSTATE). Only while a connection is being made the server's
refusal arrives as text without a code; there the text chooses the hint, never whether to try again.
"""

from typing import Any

from psycopg import errors
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from central.errors import Busy, CentralError, Unreachable

CONNECT_TIMEOUT_S = 5
DEAD_AFTER_S = 10
"""A host that is gone without a word (power, network) is given up after this long."""

FLEETING = (
    errors.SerializationFailure,  # also a standby that cancels a read, in order to follow its primary
    errors.DeadlockDetected,
    errors.LockNotAvailable,
    errors.QueryCanceled,
    errors.TooManyConnections,
    # We looked before we inserted: another process wrote the same at the same moment.
    errors.UniqueViolation,
)
GONE = (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow, errors.IdleInTransactionSessionTimeout)


def postgresql_engine(url: URL, *, busy_timeout_s: float) -> Engine:
    """Connects to nothing yet. What the URL says of time-outs and keep-alives wins over ours."""
    ours: dict[str, Any] = {
        "connect_timeout": CONNECT_TIMEOUT_S,
        "keepalives_idle": DEAD_AFTER_S,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": DEAD_AFTER_S * 1000,
        "application_name": "kiosk-central",
        "options": f"-c lock_timeout={int(busy_timeout_s * 1000)}",
    }
    engine = create_engine(
        url,
        connect_args={name: value for name, value in ours.items() if name not in url.query},
        pool_size=8,
        max_overflow=24,
        pool_pre_ping=True,  # after a failover the pool holds dead connections: asked first, no request pays for it
        isolation_level="READ COMMITTED",
        hide_parameters=True,  # a traceback in the log must not hold a customer's name
    )
    event.listen(engine, "handle_error", _tell_the_pool)
    return engine


def _tell_the_pool(context: ExceptionContext) -> None:
    """A server that answers but must not be used any more (a standby now, or going down) counts as a lost line: SQLAlchemy
    then gives up this connection, and each other one when its turn comes, never under somebody who is using it."""
    if isinstance(context.original_exception, (errors.ReadOnlySqlTransaction, *GONE)):
        context.is_disconnect = True


def in_postgresqls_words(error: DBAPIError, name: str) -> CentralError | None:
    """What a person can put right, `Busy` where trying again is enough; None when it is a bug of ours."""
    cause = error.orig
    if isinstance(cause, FLEETING):
        return Busy(f"{name} is busy: {_first_line(cause)}", "Try again in a moment.")
    if isinstance(cause, errors.ReadOnlySqlTransaction):
        return Unreachable(
            f"{name} is a read-only standby",
            "Name all servers in the URL, with target_session_attrs=read-write, so that the primary is found.",
        )
    if isinstance(cause, errors.InsufficientPrivilege):
        return CentralError(
            f"{name}: {_first_line(cause)}", "Let central's role own the database, or grant it the right."
        )
    if isinstance(cause, errors.DiskFull | errors.OutOfMemory):
        return CentralError(f"{name}: {_first_line(cause)}", "Make room on the database server.")
    if error.connection_invalidated or isinstance(cause, GONE):
        return Unreachable(f"{name} went away: {_first_line(cause)}", "Try again; it may be failing over.")
    if isinstance(cause, errors.OperationalError) and cause.sqlstate is None:
        return _refused(cause, name)
    return None


def _refused(cause: errors.OperationalError, name: str) -> CentralError:
    text = str(cause)
    said = f"Cannot connect to {name}: {_last_line(text)}"
    if "password" in text or "authentication" in text or "no pg_hba.conf entry" in text:
        return CentralError(
            said, "Check user and password (URL, PGPASSWORD or ~/.pgpass) and the server's pg_hba.conf."
        )
    if "does not exist" in text and "database" in text:
        return CentralError(said, "Make it first: `createdb` on the server, or your provider's page.")
    if "does not exist" in text and "role" in text:
        return CentralError(said, "Make it first: `createuser` on the server, or your provider's page.")
    return Unreachable(said, "Is the server running, and reachable from here? Check host and port.")


def _first_line(cause: object) -> str:
    return str(cause).partition("\n")[0]


def _last_line(text: str) -> str:
    """With several servers, libpq says one line for each; the last is of the one tried last."""
    return [line for line in text.splitlines() if line.strip()][-1].strip().removeprefix("- ")
