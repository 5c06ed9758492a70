"""Second steps: authenticator apps, passkeys and recovery codes; what they keep is encrypted at rest."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode.image.svg import SvgPathFillImage

from organizations.models import User
from organizations.signing_in.sessions import device

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def locks(keys: Sequence[str]) -> MultiFernet:
    """Make the lock of secrets at rest: the first key closes, every key opens. Any long random text is a key."""
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(key.encode()).digest())) for key in keys])


def has_second_step(user_id: str) -> Exists:
    """Whether the person, named by a field of the outer query, has an app or a passkey."""
    return Exists(Authenticator.objects.filter(user_id=OuterRef(user_id), type__in=SECOND_STEPS))


def reseal() -> int:
    """Close everything with the first key, so that the others can go; return how many there are."""
    lock, sealed = locks(settings.MFA_KEYS), Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    with transaction.atomic():
        # Locked: a recovery code that is being used writes into the same field.
        rows = list(sealed.select_for_update().order_by("pk"))
        for row in rows:
            secret = {name: row.data[name] for name in ("secret", "seed") if name in row.data}
            row.data |= {name: lock.rotate(token).decode() for name, token in secret.items()}
            row.save(update_fields=["data"])
    return len(rows)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This code does not fit. A code lives for half a minute and works once: take the newest, and see that "
            "your phone sets its clock by itself."
        ),
        "too_many_codes": gettext_lazy(
            "Too many wrong codes. Try again in five minutes. If they were not yours, somebody knows your password: "
            "choose a new password by mail."
        ),
        "unverified_email": gettext_lazy(
            "Confirm your e-mail addresses first, or remove those that are not confirmed."
        ),
    }

    def encrypt(self, text: str) -> str:
        return locks(settings.MFA_KEYS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return locks(settings.MFA_KEYS).decrypt(encrypted_text).decode()

    def build_totp_svg(self, url: str) -> str:
        """Draw the code on white: on a dark page a camera would not see it."""
        drawn: bytes = qrcode.make(url, image_factory=SvgPathFillImage).to_string()
        return drawn.decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """Name a passkey after the device it is made on."""
        return _("Passkey: %(device)s") % {"device": device(context.request.headers.get("User-Agent", ""))}

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """Bind passkeys to our own address, whatever name the request came in by."""
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": settings.MFA_TOTP_ISSUER}
