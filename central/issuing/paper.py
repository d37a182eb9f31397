"""Paper with our font on it: a line that shrinks, breaks or is cut before it leaves its place. Only `central.issuing` knows fpdf2."""

from importlib.resources import as_file, files
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue

_FAMILY = "Inter"
_POINT = 0.3528
"""Millimetres."""
_BLACK, _GREY = 0, 95


class Paper(FPDF):
    """`width` and `height` of a page in millimetres."""

    def __init__(self, width: float, height: float, margin: float) -> None:
        super().__init__(format=(width, height))
        self.set_margin(margin)
        self.set_auto_page_break(False)
        self.c_margin = 0
        for style, face in (("", "Regular"), ("B", "Bold")):
            with as_file(files("assets").joinpath(f"fonts/Inter-{face}.otf")) as file:
                self.add_font(_FAMILY, style, file)
        self.set_font(_FAMILY)
        maps = (getattr(self.fonts[_FAMILY.lower() + style], "cmap", {}) for style in ("", "B"))
        self._drawable = set[int].intersection(*(set(cast("dict[int, int]", each)) for each in maps))

    def line_of(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        grey: bool = False,
        align: str = "L",
        smallest: float = 0,
        rows: int = 1,
    ) -> None:
        """`width` millimetres of text: made smaller down to `smallest` points, then broken, then cut."""
        if any(ord(character) not in self._drawable for character in text):
            return  # a script the font has no letters for: better no name than a row of boxes
        self.set_text_color(_GREY if grey else _BLACK)
        self.set_font(_FAMILY, "B" if bold else "", size)
        while size > (smallest or size) and self.get_string_width(text) > width:
            size -= 0.5
            self.set_font_size(size)
        height = size * _POINT * 1.25
        for shown in self._broken(text, width, rows):
            self.set_xy(x, y)
            self.cell(width, height, shown, align=align)
            y += height

    def _broken(self, text: str, width: float, rows: int) -> list[str]:
        """At most `rows` lines; the last ends in an ellipsis when there was more."""
        found = self.multi_cell(width, text=text, align="L", dry_run=True, output=MethodReturnValue.LINES)
        lines = cast("list[str]", found)
        last = " ".join(lines[rows - 1 :])
        shown = last
        while last and self.get_string_width(shown) > width:
            last = last[:-1].rstrip()
            shown = last + "…"
        return [*lines[: rows - 1], shown]
