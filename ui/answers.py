"""From an act to the page that answers it: the desk is asked, and what it says, or that it failed, goes up.

Joins the way to the desk, the stage, the last admission and the banners; knows no sheet and no button.
"""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from kiosk.answers import CheckIn
from kiosk.domain import short_code
from kiosk.errors import Refused
from scanner.hand.reader import Reading
from ui import hand_words, words
from ui.acts import Acts
from ui.banners import BannerModel
from ui.context import EntranceContext
from ui.entry_wait import EntryWait
from ui.failure import failure_of
from ui.hand_page import hand_page
from ui.language import Languages
from ui.last_admission import LastModel, admission_of
from ui.strip_watch import StripWatch
from ui.verdict_page import Setting, fault_page, undone_page, verdict_page
from ui.verdict_stage import VerdictStage
from ui.way_out import WayOutModel

log = logging.getLogger(__name__)


class Answers(QObject):
    """GUI thread only."""

    def __init__(
        self,
        context: EntranceContext,
        languages: Languages,
        acts: Acts,
        watch: StripWatch,
        wait: EntryWait,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._languages = languages
        self._acts = acts
        self._watch = watch
        self._wait = wait
        self._text = languages.told_in(words.CONTEXT)
        self._hand_text = languages.told_in(hand_words.CONTEXT)
        self.stage = VerdictStage(self)
        self.way_out = WayOutModel(context.desk, acts, self._text, lambda: languages.current, self)
        self.way_out.present, self.way_out.fail = self.stage.present, self.fail
        self.last = LastModel(context.place, context.undo_window_s, languages.current, self)
        self.banners = BannerModel(bool(context.database_recovered), self)

    def act(self, method: Callable[..., CheckIn], *arguments: object) -> None:
        """Ask the desk and show what it answers."""
        self._acts.act(method, *arguments, done=partial(self._answered, self._show_verdict), failed=self.fail)

    def check_in_typed(self, text: str) -> None:
        """A spoken code; where it is none, the page says which of its rules it breaks."""
        done = partial(self._answered, self._show_verdict)
        failed = partial(self._typed_failed, text)
        self._acts.act(self._context.desk.check_in_typed, text, done=done, failed=failed)

    def undo(self) -> None:
        """Take the last admission back."""
        if self.last.admission is not None:
            done = partial(self._answered, self._show_undone)
            self._acts.act(self._context.desk.undo, self.last.admission.event_id, done=done, failed=self.fail)

    def saved(self) -> None:
        """An act was written down: what the banner says of the memory is over."""
        self.banners.save_failed(False)
        self._watch.refresh()

    def _typed_failed(self, text: str, error: BaseException) -> None:
        problem = short_code.problem(text)
        self.fail(error, f" {problem}" if problem and isinstance(error, Refused) else "")

    def fail(self, error: BaseException, detail: str = "") -> None:
        """`detail` follows the operation in the name of the page's words."""
        failure = failure_of(error)
        operation = failure.operation + detail
        if failure.kind == "not_saved":
            self.banners.save_failed(True)
        self.stage.present(lambda: fault_page(failure.kind, operation, self._languages.current, self._text))

    def tell(self, reading: Reading) -> None:
        """Of a hand scanner, not of a customer's code: nothing is asked of the desk, nothing is recorded."""
        self.stage.present(lambda: hand_page(reading, self._languages.current, self._hand_text))

    def out_of_order(self) -> None:
        self.stage.present(lambda: fault_page("out_of_order", "", self._languages.current, self._text), last=True)

    def _answered(self, show: Callable[[CheckIn], None], check_in: CheckIn) -> None:
        self.banners.save_failed(False)
        show(check_in)
        verdict = str(check_in.verdict.kind)
        log.info("shown", extra={"event_id": check_in.event_id, "verdict": verdict, "admitted": check_in.admitted})
        self._watch.refresh()

    def _show_verdict(self, check_in: CheckIn) -> None:
        admission = admission_of(check_in)
        if admission is not None:
            self.last.show(admission)
        self.way_out.of(check_in)
        self.stage.present(
            lambda: verdict_page(check_in, self._setting(), self._text),
            may_undo=admission is not None and bool(admission.event_id),
        )

    def _show_undone(self, check_in: CheckIn) -> None:
        self.last.show(None)
        self.stage.present(lambda: undone_page(check_in, self._setting(), self._text))

    def _setting(self) -> Setting:
        context = self._context
        return Setting(context.place(), context.now(), self._languages.current, context.terminal_id, self._wait.seconds)
