"""What the supervisor's page says of the opening day. English, translated like all texts."""

from kiosk.domain.policy import Role
from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Morning"

ROLES: dict[Role, str] = {
    Role.GREETER: QT_TRANSLATE_NOOP("Morning", "Greeter"),
    Role.RUNNER: QT_TRANSLATE_NOOP("Morning", "Runner"),
    Role.COUNTER: QT_TRANSLATE_NOOP("Morning", "Counter"),
    Role.SUPERVISOR: QT_TRANSLATE_NOOP("Morning", "Supervisor"),
}
PEOPLE: dict[tuple[Role, bool], str] = {
    (Role.GREETER, False): QT_TRANSLATE_NOOP("Morning", "greeter"),
    (Role.GREETER, True): QT_TRANSLATE_NOOP("Morning", "greeters"),
    (Role.RUNNER, False): QT_TRANSLATE_NOOP("Morning", "runner"),
    (Role.RUNNER, True): QT_TRANSLATE_NOOP("Morning", "runners"),
    (Role.COUNTER, False): QT_TRANSLATE_NOOP("Morning", "at the counters"),
    (Role.COUNTER, True): QT_TRANSLATE_NOOP("Morning", "at the counters"),
    (Role.SUPERVISOR, False): QT_TRANSLATE_NOOP("Morning", "supervisor"),
    (Role.SUPERVISOR, True): QT_TRANSLATE_NOOP("Morning", "supervisors"),
}
"""By role, and whether there are several."""
ANYBODY = QT_TRANSLATE_NOOP("Morning", "Anybody")
BY = QT_TRANSLATE_NOOP("Morning", "{who}, by {time}")
TICKED = QT_TRANSLATE_NOOP("Morning", "{who}, at {time}")
NOBODY = QT_TRANSLATE_NOOP("Morning", "Nobody")
BOOKED_OF = QT_TRANSLATE_NOOP("Morning", "{booked} of {places} booked")
BOOKED = QT_TRANSLATE_NOOP("Morning", "{booked} booked")
OPEN = QT_TRANSLATE_NOOP("Morning", "Open from {opens} to {closes}.")
COUNTERS = QT_TRANSLATE_NOOP("Morning", "Counters: {counters}.")
REFUSED = QT_TRANSLATE_NOOP(
    "Morning", "Not ticked: somebody has been here before, or the list has changed. Look again."
)
