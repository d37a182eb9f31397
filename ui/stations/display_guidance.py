"""The guidance that passes below the numbers: plain texts of `assets/guidance`, a paragraph a slide, languages in turn."""

from collections.abc import Sequence
from pathlib import Path

GUIDANCE = Path(__file__).parents[2] / "assets" / "guidance"


def slides(folder: Path, languages: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(language, text): the first paragraph in each language, then the second ... A language without a file is left out."""
    texts: list[list[tuple[str, str]]] = []
    for language in languages:
        file = folder / f"{language}.txt"
        if file.exists():
            paragraphs = (part.strip() for part in file.read_text(encoding="utf-8").split("\n\n"))
            texts.append([(language, " ".join(part.split())) for part in paragraphs if part])
    most = max(map(len, texts), default=0)
    return tuple(one[place] for place in range(most) for one in texts if place < len(one))
