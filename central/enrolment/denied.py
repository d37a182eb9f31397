"""Every no of an enrolment: its status, its word for programs, and what the person at the terminal reads."""

from dataclasses import dataclass

AGAIN = "Ask for a new code: `kiosk-central terminal invite`."


@dataclass(frozen=True, slots=True)
class Denied:
    """An answer, not an exception: what was counted on the way to it must be kept."""

    status: int
    error: str
    message: str


UNKNOWN = Denied(404, "invitation_unknown", f"Central knows no such invitation. {AGAIN}")
TOO_MANY = Denied(429, "invitation_unknown", "Too many codes were tried that central does not know. Wait ten minutes.")
LATE = Denied(410, "invitation_late", f"This code was good for a quarter of an hour, which is over. {AGAIN}")
USED = Denied(
    409, "invitation_used", f"This code was used already. If that was not this terminal, tell a supervisor. {AGAIN}"
)
WRONG = Denied(403, "invitation_wrong", "The code is not the one that central gave out. Scan or type it again.")
DEAD = Denied(403, "invitation_dead", f"Wrong codes were tried too often: this one is dead. {AGAIN}")
BAD_KEY = Denied(422, "bad_request", "device_key, ephemeral_key, commitment and nonce: each 32 bytes as base64url.")
NOT_BEGUN = Denied(409, "invitation_wrong", "This enrolment has not begun.")


def refused(reason: str) -> Denied:
    return Denied(403, "enrolment_refused", f"Central refused this enrolment: {reason}. {AGAIN}")
