"""zbar with memory errors that a printed code can reach gives no second opinion, and says so."""

import gzip
import logging
from pathlib import Path

import pytest

from scanner import zbar

pytestmark = pytest.mark.skipif(not zbar.available(), reason="no mended zbar here")


def tell(folder: Path, words: str) -> None:
    place = folder / "libzbar0t64"
    place.mkdir()
    (place / "changelog.Debian.gz").write_bytes(gzip.compress(words.encode()))


def test_the_version_is_that_of_the_library() -> None:
    assert (0, 10, 0) <= zbar.library_version() < (1, 0, 0)


@pytest.mark.parametrize(
    ("version", "words", "mended"),
    [
        ((0, 23, 93), "", True),
        ((1, 0, 0), "", True),
        ((0, 23, 92), "", False),
        ((0, 10, 0), "", False),
        ((0, 23, 92), "zbar (0.23.92-7) unstable", False),
        ((0, 23, 92), "CVE-2023-40889 qrdec.c: Fix array out-of-bounds access", False),
        ((0, 23, 92), "CVE-2023-40889 qrdec.c\n  * Add bounds check for CVE-2023-40890", True),
    ],
)
def test_only_a_mended_library_is_used(
    version: tuple[int, int, int],
    words: str,
    mended: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    if words:
        tell(tmp_path, words)
    monkeypatch.setattr(zbar, "library_version", lambda: version)
    with caplog.at_level(logging.WARNING):
        assert (zbar.loaded(tmp_path) is not None) is mended
    assert ("security updates" in caplog.text) is not mended


def test_a_changelog_that_is_broken_tells_nothing(tmp_path: Path) -> None:
    tell(tmp_path, "CVE-2023-40889 CVE-2023-40890")
    (file,) = tmp_path.glob("*/changelog.Debian.gz")
    file.write_bytes(file.read_bytes()[:20])
    assert not zbar.told_mended(tmp_path)
