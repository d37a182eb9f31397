"""What the strip says while the store's hub answers and central cannot: work goes on, and what central has not got yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.answers import DataState
from sync.wire import Relayed
from tests.ui.conftest import Page
from ui import fiction

WHOLE = DataState(1000, 1000, True, 0, fiction.NOW - timedelta(seconds=12), 0)
OpenPage = Callable[..., Page]


@pytest.mark.parametrize(
    ("language", "alone", "waiting", "whole", "sent"),
    [
        ("en", "Online in the store only", ("1 waits at the hub", "1,204 wait at the hub"), "Online", "All sent"),
        (
            "fr",
            "En ligne en magasin seulement",
            ("1\u00a0attend au relais", "1\u202f204\u00a0attendent au relais"),
            "En ligne",
            "Tout est envoyé",
        ),
    ],
)
def test_what_waits_at_the_hub_is_not_called_sent(
    open_page: OpenPage, language: str, alone: str, waiting: tuple[str, str], whole: str, sent: str
) -> None:
    page = open_page(language=language)
    page.desk.state = WHOLE

    def say(relay: Relayed | None, online: bool = True) -> tuple[str, str]:
        page.link = replace(fiction.link(online=online), relay=relay)
        page.model.refresh()
        return page.text("stripLink"), page.text("stripUnsent")

    for count, words in zip((1, 1204), waiting, strict=True):
        assert say(Relayed("hub", online=False, unsent=count)) == (alone, words)
    assert say(Relayed("hub", online=False, unsent=0)) == (alone, sent)
    # As old as the last page: what a hub that reaches central had a moment ago is at central now.
    assert say(Relayed("hub", online=True, unsent=3)) == (whole, sent)
    assert say(None) == (whole, sent)
    assert say(Relayed("hub", online=False, unsent=3), online=False)[1] == sent, "nothing is known of it now"
    page.desk.state = replace(WHOLE, unsent=5)
    page.link = replace(fiction.link(), relay=Relayed("hub", online=False, unsent=1204))
    page.model.refresh()
    page.qtbot.waitUntil(lambda: page.text("stripUnsent").startswith("5"))  # first what not even the hub has
