"""The forecast in words and figures for the page: three horizons, and in plain words whether somebody is needed.

The figures are `kiosk.domain.forecast`'s. GUI thread only.
"""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.forecast import HORIZONS
from ui.rows import RowsModel
from ui.stations import supervisor_words as words
from ui.stations.supervisor_outlook import Answer
from ui.stations.supervisor_rows import Tongue, roles_of

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class HorizonRow:
    key: int
    label: str
    wait: str
    """The median."""
    upTo: str
    tone: str


def horizon_rows(answer: Answer | None, tongue: Tongue) -> list[HorizonRow]:
    """One line for each horizon, also before anything is known."""
    rows: list[HorizonRow] = []
    for place, horizon in enumerate(HORIZONS):
        label = tongue.told(words.IN_MINUTES).format(minutes=int(horizon.total_seconds() / 60))
        outlook = answer.outlooks[place] if answer is not None and place < len(answer.outlooks) else None
        if answer is None or outlook is None:
            rows.append(HorizonRow(place, label, "–", "", ""))
            continue
        tone = "bad" if outlook.wait_p50_s > answer.promise_s else "warn" if _breaks(answer, place) else ""
        up_to = tongue.told(words.UP_TO).format(wait=tongue.minutes(outlook.wait_p90_s))
        rows.append(HorizonRow(place, label, tongue.minutes(outlook.wait_p50_s), up_to, tone))
    return rows


def _breaks(answer: Answer, place: int) -> bool:
    return answer.outlooks[place].wait_p90_s > answer.promise_s


@dataclass(frozen=True, slots=True)
class NeedWords:
    text: str
    short: str
    tone: str
    iconName: str


def need_words(answer: Answer | None, tongue: Tongue) -> NeedWords:
    """Who to call, and why; one sentence."""
    if answer is None:
        said = tongue.told(words.FORECASTING)
        return NeedWords(said, said, "", "hourglass")
    broken = [place for place in range(len(answer.outlooks)) if _breaks(answer, place)]
    if not broken:
        return NeedWords(tongue.told(words.ENOUGH), tongue.told(words.ENOUGH_SHORT), "good", "check")
    fields = {
        "time": tongue.clock(answer.outlooks[broken[0]].at),
        "promise": tongue.minutes(answer.promise_s),
    }
    if answer.need is None:
        long, short = words.NOT_BY_CREW, words.NOT_BY_CREW_SHORT
        return NeedWords(tongue.told(long).format(**fields), tongue.told(short).format(**fields), "bad", "calendar")
    fields |= {"time": tongue.clock(answer.need.since), "wait": tongue.minutes(answer.need.wait_p90_s)}
    long, short = words.NEEDS[answer.need.helper], words.NEED_SHORT[answer.need.helper]
    return NeedWords(tongue.told(long).format(**fields), tongue.told(short).format(**fields), "warn", "person-check")


@QmlElement
@QmlUncreatable("made by SupervisorModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class ForecastModel(QObject):
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer: Answer | None = None
        self._need = NeedWords("", "", "", "hourglass")
        self.rows = RowsModel(roles_of(HorizonRow), self)

    def take(self, answer: Answer) -> None:
        self._answer = answer

    def show(self, tongue: Tongue) -> None:
        self.rows.show(horizon_rows(self._answer, tongue))
        need = need_words(self._answer, tongue)
        if need != self._need:
            self._need = need
            self.changed.emit()

    @Property(RowsModel, constant=True)
    def horizons(self) -> RowsModel:
        return self.rows

    @Property(str, notify=changed)
    def need(self) -> str:
        return self._need.text

    @Property(str, notify=changed)
    def needShort(self) -> str:
        """For the wall."""
        return self._need.short

    @Property(str, notify=changed)
    def needTone(self) -> str:
        return self._need.tone

    @Property(str, notify=changed)
    def needIcon(self) -> str:
        return self._need.iconName
