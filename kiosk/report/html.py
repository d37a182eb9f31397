"""The report as one HTML page that needs nothing else: no script, nothing fetched. The template engine escapes every text."""

import base64
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from kiosk.report.document import BarChart, Block, Document, Table, Text, Tiles, TimeChart
from kiosk.report.drawing import Drawings

_STYLE = files("kiosk.report").joinpath("templates/report.css").read_text(encoding="utf-8")
_TEMPLATE = Environment(
    loader=PackageLoader("kiosk.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
).get_template("report.html.j2")
_KINDS = {Text: "text", Tiles: "tiles", Table: "table", BarChart: "chart", TimeChart: "chart"}


def page(document: Document, drawings: Drawings) -> str:
    def picture(chart: BarChart | TimeChart) -> str:
        return base64.b64encode(drawings.of(chart)).decode()

    return _TEMPLATE.render(document=document, kind=_kind, picture=picture, style=_STYLE)


def _kind(block: Block) -> str:
    return _KINDS[type(block)]
