"""A sign-in without a store, for pictures and for windows under test: one number and one PIN are right, one waits."""

from kiosk.domain.policy import Role
from kiosk.errors import Refused
from kiosk.session import Person
from kiosk.sign_in import LockedOut, SignedIn, Why

AMELIE = Person("1001", "Amélie", frozenset({Role.SUPERVISOR}))
NEW, WAITING = "1002", "1003"
PIN = "407193"


class FictionSignIn:
    """Answers as `kiosk.sign_in.SignIn` does."""

    def __init__(self, listed: int = 12) -> None:
        self._listed = listed

    def listed(self) -> int:
        return self._listed

    def by_badge(self, texts: tuple[str, ...], *, second: bool = False) -> SignedIn:
        return SignedIn(AMELIE)

    def by_pin(self, staff_id: str, pin: str, *, second: bool = False) -> SignedIn:
        if staff_id == WAITING:
            raise LockedOut(60_000)
        if pin != PIN:
            raise Refused("sign in", "The number or the PIN is wrong: try again, or show your badge")
        return SignedIn(AMELIE, wants_pin=staff_id == NEW)

    def choose_pin(self, pin: str) -> SignedIn:
        return SignedIn(AMELIE)

    def end(self, why: Why = Why.ASKED) -> None:
        """Nobody is signed in any more."""
