"""allauth's sign-in forms with our words, our lengths of a session, and codes that work once."""

import time
from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ResetPasswordForm as AllauthResetForm
from allauth.core.internal.cryptokit import compare_user_code, normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organizations.signing_in import sessions
from organizations.signing_in.later import after_answer

# How far off a clock may be to be told so while an app is being set up: five minutes.
_CLOCK_STEPS = 10


class LoginForm(AllauthLoginForm):
    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url)
        sessions.begin(request, remembered=self.cleaned_data["remember"])
        return response


class ResetForm(AllauthResetForm):
    """Who has the address is looked up when the answer has left: the same answer, in the same time, for all."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        def send() -> None:
            AllauthResetForm.clean_email(self)
            AllauthResetForm.save(self, request, **kwargs)

        after_answer(request, send)
        email: str = self.cleaned_data["email"]
        return email


def _label_code(form: forms.Form, label: str, help_text: str = "") -> None:
    field = form.fields["code"]
    field.label, field.help_text = label, help_text
    field.widget.attrs = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}


class _CodeForm(forms.Form):
    """A code of the app counts once, also while the clock's tolerance would still let it pass."""

    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_code(self, _("Code"), _("Six digits from your authenticator app, or one of your recovery codes."))

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as error:
            if error.code == "too_many_login_attempts":
                raise get_adapter().validation_error("too_many_codes") from error
            raise
        if self.authenticator.type == Authenticator.Type.TOTP:
            spent = f"totp-spent:{self.authenticator.user_id}:{normalize_user_code(code)}"
            lives = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
            if not cache.add(spent, "y", timeout=lives):
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_CodeForm, AuthenticateForm):
    pass


class CodeAgainForm(_CodeForm, ReauthenticateForm):
    pass


class AppForm(ActivateTOTPForm):
    """Setting an app up. Who sees the secret may be told how far off their clock is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_code(self, _("Code from the app"), _("Six digits; a new one comes every half minute."))

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except ValidationError as error:
            if error.code == "incorrect_code" and (steps := _clock_is_off(self.secret, self.cleaned_data["code"])):
                raise ValidationError(_clock_sentence(steps), code="clock") from error
            raise
        return code


def _clock_is_off(secret: str, code: str) -> int | None:
    """By how many half minutes the clock that made this code is ahead; None when no near time fits."""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    near = sorted(range(-_CLOCK_STEPS, _CLOCK_STEPS + 1), key=abs)
    fits = (
        step
        for step in near
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, now + step)))
    )
    return next(fits, None)


def _clock_sentence(steps: int) -> str:
    minutes = max(1, round(abs(steps) * app_settings.TOTP_PERIOD / 60))
    ahead = ngettext(
        "Your phone's clock is about %(n)s minute fast.", "Your phone's clock is about %(n)s minutes fast.", minutes
    )
    behind = ngettext(
        "Your phone's clock is about %(n)s minute slow.", "Your phone's clock is about %(n)s minutes slow.", minutes
    )
    cure = _("Let the phone set its clock by itself, then type the newest code.")
    return f"{(ahead if steps > 0 else behind) % {'n': minutes}} {cure}"


_PASSKEY_REFUSED = gettext_lazy("This passkey was not accepted here. Try again, or use another way to sign in.")


class _PasskeyForm(forms.Form):
    def clean_credential(self) -> Authenticator:
        """Whatever a browser or a stranger sends, the answer is a sentence."""
        try:
            passkey: Authenticator = super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            if error.code == "too_many_login_attempts":
                raise
            raise ValidationError(_PASSKEY_REFUSED, code="passkey") from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValidationError(_PASSKEY_REFUSED, code="passkey") from error
        return passkey


class PasskeyForm(_PasskeyForm, AuthenticateWebAuthnForm):
    pass


class PasskeySignInForm(_PasskeyForm, LoginWebAuthnForm):
    pass


class PasskeyAgainForm(_PasskeyForm, ReauthenticateWebAuthnForm):
    pass


class NewPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"passwordless": True, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].help_text = _("So that you know it again, should you lose the device.")
        self.fields["name"].max_length = 100
        self.fields["name"].widget.attrs["maxlength"] = 100

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except (AttributeError, KeyError, TypeError, ValueError, ValidationError) as error:
            raise ValidationError(_("The passkey could not be kept. Nothing has changed; please try again.")) from error
        return cleaned


class RenamePasskeyForm(EditWebAuthnForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
