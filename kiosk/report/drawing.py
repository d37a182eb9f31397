"""The charts of one report, each drawn once for all its forms."""

from dataclasses import dataclass, field

from babel.numbers import format_decimal

from kiosk.report.charts import svg
from kiosk.report.document import BarChart, TimeChart
from kiosk.report.languages import WORDS


@dataclass
class Drawings:
    language: str
    _drawn: dict[BarChart | TimeChart, bytes] = field(default_factory=dict[BarChart | TimeChart, bytes])

    def of(self, chart: BarChart | TimeChart) -> bytes:
        """As SVG."""
        if chart not in self._drawn:
            self._drawn[chart] = svg(chart, self._number, self._clock)
        return self._drawn[chart]

    def _number(self, value: float) -> str:
        return format_decimal(round(value, 1), format="#,##0.#", locale=WORDS[self.language].locale)

    def _clock(self, hours: float) -> str:
        minutes = round(hours * 60)
        hour, minute = minutes // 60 % 24, minutes % 60
        return f"{hour}\u00a0h\u00a0{minute:02d}" if self.language == "fr" else f"{hour}:{minute:02d}"
