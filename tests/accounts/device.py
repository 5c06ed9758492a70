"""A device that keeps passkeys, in software: it answers as a browser would, and can be made to cheat."""

import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

HERE = "http://localhost:8000"
USER_PRESENT, USER_VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def to_text(data):
    return urlsafe_b64encode(data).decode().rstrip("=")


def from_text(text):
    return urlsafe_b64decode(text + "==")


class Device:
    """One passkey; `origin` and `domain` are those of the page that asks for it."""

    def __init__(self, *, origin=HERE, domain="localhost", verifies=True):
        self.origin, self.domain, self.verifies = origin, domain, verifies
        self.key, self.id, self.person = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(32), b""

    def make(self, options):
        """Make the passkey that the options ask for."""
        self.person = from_text(options["publicKey"]["user"]["id"])
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        known = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._says(ATTESTED) + known}
        said = self._client("webauthn.create", options)
        return self._answer({"clientDataJSON": to_text(said), "attestationObject": to_text(cbor.encode(attestation))})

    def use(self, options):
        """Prove that the passkey is here."""
        said, says = self._client("webauthn.get", options), self._says()
        signature = self.key.sign(says + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": to_text(said),
                "authenticatorData": to_text(says),
                "signature": to_text(signature),
                "userHandle": to_text(self.person),
            }
        )

    def _says(self, more=0):
        flags = USER_PRESENT | (USER_VERIFIED if self.verifies else 0) | more
        return hashlib.sha256(self.domain.encode()).digest() + bytes([flags]) + bytes(4)

    def _client(self, kind, options):
        said = {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, response):
        key = to_text(self.id)
        return json.dumps(
            {"id": key, "rawId": key, "type": "public-key", "response": response, "clientExtensionResults": {}}
        )
