"""Who stands at this terminal now. In memory only: after a restart somebody signs in again. Any thread."""

from dataclasses import dataclass

from kiosk.domain.policy import Role, Staff

NOBODY = Staff("", frozenset())


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, as the screen calls them."""

    staff_id: str
    name: str
    roles: frozenset[Role]


SECOND_GOOD_FOR_MS = 120_000
"""After that whoever confirmed as the second person is asked again."""


class Session:
    """`configured` acts while nobody is signed in: for development and the demo, where a production terminal has nobody."""

    def __init__(self, configured: Staff | None = None) -> None:
        self._configured = configured
        self._person: Person | None = None
        self._second: tuple[str, int] | None = None
        """Staff id of who confirmed what needs two people, and when (monotonic, ms)."""

    @property
    def alone(self) -> bool:
        """A configured name acts, and nobody can be asked for a second person."""
        return self._person is None and self._configured is not None

    @property
    def wanted(self) -> bool:
        """Nothing can be done here until somebody signs in."""
        return self._person is None and self._configured is None

    @property
    def person(self) -> Person | None:
        return self._person

    def staff(self) -> Staff:
        """Who acts."""
        person = self._person  # one reading: another thread may sign out meanwhile
        if person is not None:
            return Staff(person.staff_id, person.roles)
        return self._configured or NOBODY

    def begin(self, person: Person) -> None:
        self._person, self._second = person, None

    def confirm(self, staff_id: str, now_ms: int) -> None:
        """A second person stands by what is done next."""
        self._second = (staff_id, now_ms)

    def second(self, now_ms: int) -> str:
        """Who does; empty: nobody, or too long ago."""
        if self._second is None or now_ms - self._second[1] > SECOND_GOOD_FOR_MS:
            return ""
        return self._second[0]

    def done_by_two(self) -> None:
        """It is done: the next such act needs the second person again."""
        self._second = None

    def end(self) -> Person | None:
        """Whose it was."""
        person, self._person, self._second = self._person, None, None
        return person
