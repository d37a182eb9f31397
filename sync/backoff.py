"""How long to wait after a failure, and what the failure is called. Pure: chance is an argument.

Full jitter, doubling from one second. The cap grows with the age of the outage, because two wishes meet: after a cable
was pulled, or central restarted, everything must be there within seconds, so for the first ten minutes nobody waits
longer than `RECENT_CAP_S`; after that a hundred terminals need not knock that often, and the cap is a minute.
"""

from dataclasses import dataclass, replace

from sync.outcome import Failure, Garbled, NotCentral, Oversized, Refused, Unreachable
from sync.status import LinkProblem

BASE_S = 1.0
FLOOR_S = 0.1
"""Full jitter may draw zero; this keeps a fast failure from becoming a busy loop."""
RECENT_S = 600.0
RECENT_CAP_S = 2.5
CAP_S = 60.0
SLOW_S = 60.0
"""For what only a person can put right: a token, a version, an event central cannot read."""
NOT_SAVED_CAP_S = 5.0
MAX_RETRY_AFTER_S = 900.0
"""Obeyed up to here: a mistyped header must not silence a terminal for the day."""
BREAKER = 5
"""So many failures in a row of a channel: it is offline, and from now on a small question goes first (`/v1/health`)."""

TRANSIENT = frozenset({LinkProblem.UNREACHABLE, LinkProblem.SERVER})
"""What may pass by itself within seconds; it is called offline only when the breaker opens."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A channel's failures since its last success."""

    failures: int = 0
    problem: LinkProblem = LinkProblem.NONE
    detail: str = ""
    since_ms: int = 0

    @property
    def open(self) -> bool:
        """The breaker: no real request before a probe was answered."""
        return self.failures >= BREAKER

    @property
    def down(self) -> bool:
        """Nothing can be exchanged, and it is not a matter of one lost request."""
        return self.problem is not LinkProblem.NONE and (self.open or self.problem not in TRANSIENT)


CALM = Trouble()


def problem_of(failure: Failure) -> LinkProblem:
    match failure:
        case Unreachable():
            return LinkProblem.UNREACHABLE
        case NotCentral():
            return LinkProblem.NOT_CENTRAL
        case Garbled():
            return LinkProblem.SERVER
        case Refused(status=401 | 403):
            return LinkProblem.UNAUTHORIZED
        case Refused(status=status) if status == 429 or status >= 500:
            return LinkProblem.SERVER
        case _:
            return LinkProblem.PROTOCOL


def troubled(before: Trouble, problem: LinkProblem, detail: str, at_ms: int) -> Trouble:
    """One failure more. Another kind of failure is the same outage."""
    since = before.since_ms if before.failures else at_ms
    return replace(before, failures=before.failures + 1, problem=problem, detail=detail, since_ms=since)


def pause_s(trouble: Trouble, failure: Failure | None, at_ms: int, chance: float) -> float:
    """Seconds until the next try; `chance` in [0, 1). `failure` None: it was ours (not saved, or a fault of this program)."""
    if isinstance(failure, Refused) and failure.retry_after_s is not None:
        # Everybody was told the same instant: spread them over the second after it.
        return min(max(failure.retry_after_s, 0.0), MAX_RETRY_AFTER_S) + chance * BASE_S
    ours = failure is None or isinstance(failure, Oversized)
    if not ours and trouble.problem in (LinkProblem.UNAUTHORIZED, LinkProblem.PROTOCOL):
        return SLOW_S * (0.5 + chance / 2)
    if trouble.problem is LinkProblem.NOT_SAVED:
        cap = NOT_SAVED_CAP_S
    else:
        cap = RECENT_CAP_S if at_ms - trouble.since_ms < RECENT_S * 1000 else CAP_S
    return max(FLOOR_S, chance * min(cap, BASE_S * 2.0 ** min(trouble.failures - 1, 16)))
