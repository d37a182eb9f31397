"""A server's signed word that it holds a terminal's events, checked with the key that central vouched for.

Central's own key came with the enrolment; a hub's comes from central (docs/protocol.md, "Hubs"). The receipt says whose
word it is, so that what only a hub holds is never taken for what central holds.
"""

from collections.abc import Callable

from kiosk.domain.trust import signed_by
from sync.outcome import Outcome, Reached, Unproven
from sync.wire import BatchAnswer, Receipt, receipt_bytes


def verify(receipt: Receipt, receipt_key: str) -> bool:
    """Whether the holder of the key (Ed25519 public key, base64url) signed this receipt. False for keys that are none."""
    return signed_by(receipt_key, receipt.signature, receipt_bytes(receipt))


def proven(
    outcome: Outcome[BatchAnswer], key_of: Callable[[str], str], terminal_id: str, incarnation: str
) -> Outcome[BatchAnswer]:
    """The outcome, unless it is an answer whose receipt is not its issuer's, or not about this incarnation and number.

    `key_of` gives the public key of an issuer (empty: central's), and the empty text for one nobody vouched for.
    """
    if not isinstance(outcome, Reached):
        return outcome
    answer, receipt = outcome.reply, outcome.reply.receipt
    if not verify(receipt, key_of(receipt.issuer)):
        return Unproven("the receipt is not signed by central or a hub that central named")
    if (receipt.terminal_id, receipt.incarnation, receipt.last_seq) != (terminal_id, incarnation, answer.last_seq):
        return Unproven("the receipt is for something else than was sent")
    return outcome
