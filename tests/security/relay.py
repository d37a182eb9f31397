"""Somebody between a new terminal and central who speaks real TLS: passes everything on, or enrols both for themselves."""

import secrets
import socket
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from kiosk.domain import handshake
from kiosk.domain.handshake import Opening, Reply
from kiosk.domain.invitation import Invitation, fingerprint
from kiosk.domain.trust import from_base64url, to_base64url
from sync.enrolment_wire import Authority, Begin, Begun, Reveal, Stage, Standing
from sync.http import Client
from sync.outcome import Outcome, Reached, Refused
from sync.wire import Enrolment
from tests.security.forger import issued, root
from tests.sync.loopback import Loopback, reply


class Relay:
    """Has the code (photographed, say), an authority of its own, and central on the other side."""

    def __init__(self, folder: Path, code: Invitation, ca_pem: str) -> None:
        self.code = code
        self.paper = root("Launch authority")
        self.central = Client(code.servers, 0, "", ca_pem)
        self.server = Loopback(self._handle, issued(self.paper).server(folder))
        self.heard: list[tuple[str, bytes]] = []
        """Path and body of whatever the terminal said."""

    @property
    def forged(self) -> Invitation:
        """The code as the terminal is made to see it."""
        return Invitation(self.code.invitation_id, self.code.secret, fingerprint(self.paper.pem), (self.server.url,))

    def _handle(self, connection: socket.socket, request: bytes) -> None:
        head, _, body = request.partition(b"\r\n\r\n")
        path = head.split(b" ")[1].decode()
        self.heard.append((path, body))
        answer = self.answer(path.rsplit("/", 1)[-1], body)
        match answer:
            case Reached():
                connection.sendall(reply("200 OK", msgspec.json.encode(answer.reply)))
            case Refused():
                connection.sendall(reply(f"{answer.status} No", msgspec.json.encode(answer.problem)))
            case _:
                connection.close()

    def answer(self, what: str, body: bytes) -> "Outcome[Authority] | Outcome[Begun] | Outcome[Standing]":
        """Everything passed on as it came, but for the authority."""
        match what:
            case "begin":
                return self.central.enrolment_begin(self.code.invitation_id, msgspec.json.decode(body, type=Begin))
            case "reveal":
                return self.central.enrolment_reveal(self.code.invitation_id, msgspec.json.decode(body, type=Reveal))
            case _:
                return Reached(Authority(self.paper.pem))

    def close(self) -> None:
        self.central.close()


class Passing(Relay):
    """Tells the true authority, which the genuine code asks for, under a certificate that is not of it."""

    def answer(self, what: str, body: bytes) -> "Outcome[Authority] | Outcome[Begun] | Outcome[Standing]":
        if what in ("begin", "reveal"):
            return super().answer(what, body)
        return self.central.enrolment_authority(self.code.invitation_id)


class Double(Relay):
    """A terminal towards central, a central towards the terminal: each side is proven and answered under the secret."""

    def __init__(self, folder: Path, code: Invitation, ca_pem: str) -> None:
        super().__init__(folder, code, ca_pem)
        self.key = handshake.secret_hash(code.secret)
        self.device, self.ephemeral = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
        self.receipts, self.nonce = Ed25519PrivateKey.generate(), secrets.token_bytes(32)
        self.opening = Opening(
            code.invitation_id,
            code.authority,
            code.servers,
            to_base64url(self.device.public_key().public_bytes_raw()),
            to_base64url(self.ephemeral.public_key().public_bytes_raw()),
            handshake.commitment(self.nonce),
        )
        self.central_says: Outcome[Standing] | None = None
        self.terminals: tuple[Opening, Reply, bytes] | None = None

    def answer(self, what: str, body: bytes) -> "Outcome[Authority] | Outcome[Begun] | Outcome[Standing]":
        match what:
            case "begin":
                return self._begin(msgspec.json.decode(body, type=Begin))
            case "reveal":
                return self._reveal(msgspec.json.decode(body, type=Reveal))
            case _:
                return super().answer(what, body)

    def _begin(self, said: Begin) -> Outcome[Begun]:
        mine = self.opening
        proof = handshake.opening_proof(self.key, mine)
        begin = Begin(mine.device_key, mine.ephemeral_key, mine.commitment, proof)
        begun = self.central.enrolment_begin(self.code.invitation_id, begin)
        assert isinstance(begun, Reached)
        self.true_reply = Reply(begun.reply.nonce, begun.reply.receipt_key, begun.reply.store, begun.reply.name)
        false = Reply(
            begun.reply.nonce, to_base64url(self.receipts.public_key().public_bytes_raw()), 1, self.true_reply.name
        )
        theirs = Opening(
            self.code.invitation_id,
            fingerprint(self.paper.pem),
            (self.server.url,),
            said.device_key,
            said.ephemeral_key,
            said.commitment,
        )
        self.terminals = (theirs, false, b"")
        proof = handshake.reply_proof(self.key, theirs, false)
        return Reached(Begun(false.nonce, false.receipt_key, false.store, false.name, proof))

    def _reveal(self, said: Reveal) -> Outcome[Standing]:
        script = handshake.transcript(self.opening, self.true_reply, self.nonce)
        mine = Reveal(to_base64url(self.nonce), to_base64url(self.device.sign(handshake.reveal_bytes(script))))
        self.central_says = self.central.enrolment_reveal(self.code.invitation_id, mine)
        if isinstance(self.central_says, Refused):
            return self.central_says
        return Reached(Standing(Stage.WAITING))


class FalseCentral(Double):
    """And hands the terminal an enrolment of its own, well sealed and signed, without anybody's yes."""

    def _reveal(self, said: Reveal) -> Outcome[Standing]:
        super()._reveal(said)
        assert self.terminals is not None
        theirs, false, _ = self.terminals
        script = handshake.transcript(theirs, false, from_base64url(said.nonce))
        papers = Enrolment(
            [self.server.url], 1, 1, "00" * 8, false.name, "A", "kt1.false", "", false.receipt_key, self.paper.pem
        )
        key = X25519PublicKey.from_public_bytes(from_base64url(theirs.ephemeral_key))
        suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
        sealed = to_base64url(suite.encrypt(msgspec.json.encode(papers), key, handshake.seal_info(script)))
        signature = to_base64url(self.receipts.sign(handshake.handing_bytes(script, sealed)))
        return Reached(Standing(Stage.READY, sealed, signature))
