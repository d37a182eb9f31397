"""Pictures of the sign-in page."""

from typing import Any

from ui.fiction_floor import FictionStoreDesk
from ui.fiction_staff import NEW, PIN, WAITING, FictionSignIn
from ui.shots_floor import Drawing, FloorScene


def _model(*parts: Any, **others: Any) -> Any:
    from ui.stations.sign_in import SignInModel

    return SignInModel(*parts, **others)


def _type(model: Any, text: str) -> None:
    for digit in text:
        model.pad.key(digit)


def _number(model: Any, _desk: FictionStoreDesk) -> None:
    _type(model, "1001")


def _pin(model: Any, desk: FictionStoreDesk) -> None:
    _number(model, desk)
    model.pad.enter()
    _type(model, "4071")


def _wrong(model: Any, desk: FictionStoreDesk) -> None:
    _pin(model, desk)
    model.pad.enter()


def _locked(model: Any, _desk: FictionStoreDesk) -> None:
    _type(model, WAITING)
    model.pad.enter()
    _type(model, "999000")
    model.pad.enter()


def _choose(model: Any, _desk: FictionStoreDesk) -> None:
    _type(model, NEW)
    model.pad.enter()
    _type(model, PIN)
    model.pad.enter()
    _type(model, "82051")


def _nobody() -> FictionStoreDesk:
    desk = FictionStoreDesk()
    desk.sign_in = FictionSignIn(0)
    return desk


PAGE = Drawing("sign-in", "SignInPage", _model)
SCENES = (
    (PAGE, FloorScene("number", _number, tour=True)),
    (PAGE, FloorScene("pin", _pin)),
    (PAGE, FloorScene("wrong", _wrong)),
    (PAGE, FloorScene("locked", _locked)),
    (PAGE, FloorScene("choose", _choose, tour=True)),
    (PAGE, FloorScene("nobody", desk=_nobody)),
)
