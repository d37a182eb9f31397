"""Central's signed word that it holds a terminal's events, checked with the key the terminal was enrolled with."""

from kiosk.domain.trust import signed_by
from sync.outcome import Outcome, Reached, Unproven
from sync.wire import BatchAnswer, Receipt, receipt_bytes


def verify(receipt: Receipt, receipt_key: str) -> bool:
    """Whether the holder of the key (Ed25519 public key, base64url) signed this receipt. False for keys that are none."""
    return signed_by(receipt_key, receipt.signature, receipt_bytes(receipt))


def proven(outcome: Outcome[BatchAnswer], receipt_key: str, terminal_id: str, incarnation: str) -> Outcome[BatchAnswer]:
    """The outcome, unless it is an answer whose receipt is not central's, or not about this incarnation and number."""
    if not isinstance(outcome, Reached):
        return outcome
    answer, receipt = outcome.reply, outcome.reply.receipt
    if not verify(receipt, receipt_key):
        return Unproven("the receipt is not signed by the central this terminal was enrolled at")
    if (receipt.terminal_id, receipt.incarnation, receipt.last_seq) != (terminal_id, incarnation, answer.last_seq):
        return Unproven("the receipt is for something else than was sent")
    return outcome
