"""`python -m tests.closing`: the example report of the documents again, in docs/closing. Same day, same pages.

With a folder's name: there, and as HTML too.
"""

import sys
import tempfile
from pathlib import Path

import pypdfium2

from kiosk.report.files import report, write
from tests.closing.example import closed, evening

SCALE = 1.1
"""80 points an inch: read on a screen, small in the repository."""


def main(arguments: list[str]) -> int:
    out = Path(arguments[0]) if arguments else Path("docs/closing")
    with tempfile.TemporaryDirectory() as folder:
        end = closed(evening(Path(folder)))
    for language in ("fr", "en"):
        forms = ("pdf", "html") if arguments else ("pdf",)
        made = report(end, language, frozenset(forms))
        write(made, {form: out / f"example-{language}.{form}" for form in forms})
        pages = pypdfium2.PdfDocument(made["pdf"])
        for number, page in enumerate(pages, 1):
            page.render(scale=SCALE).to_pil().convert("P", colors=64).save(
                out / f"example-{language}-{number}.png", optimize=True
            )
            print(out / f"example-{language}-{number}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
