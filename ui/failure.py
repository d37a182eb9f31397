"""From an act that failed to the page that says so: which kind of failure it is, what was tried, and the log's line."""

import logging
from dataclasses import dataclass

from kiosk.errors import Fault, NotSaved, Refused

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    kind: str
    """`not_saved`, `refused` or `technical`: a page of `ui.words`."""
    operation: str = ""
    """What was tried, as the error names it."""


def failure_of(error: BaseException) -> Failure:
    """Says it in the log as well, by whose fault it is."""
    operation = error.operation if isinstance(error, Fault | Refused) else ""
    if isinstance(error, NotSaved) or (isinstance(error, Fault) and operation == "save"):
        log.warning("not saved: %s %s", error.cause, error.hint)
        return Failure("not_saved", operation)
    if isinstance(error, Refused):
        log.info("refused: %s", error)
        return Failure("refused", operation)
    if isinstance(error, Fault):
        log.warning("fault in %s", operation, exc_info=error)
    else:
        log.error("an act failed unexpectedly", exc_info=error)
    return Failure("technical", operation)
