"""The domain's way to draw text from outside, under the name that pages know it by."""

from kiosk.domain.plain_text import LONGEST, plain

__all__ = ["LONGEST", "plain"]
