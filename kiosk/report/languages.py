"""The languages of the report."""

from kiosk.report.english import ENGLISH
from kiosk.report.french import FRENCH

WORDS = {"fr": FRENCH, "en": ENGLISH}
