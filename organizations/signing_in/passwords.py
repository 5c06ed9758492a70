"""allauth's forms that take a new password, with our words."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm, SignupForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext as _

from organizations import invitations


class _Named(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # allauth's repeats a label that ours is not.
            field.widget.attrs.pop("placeholder", None)
        self.fields["password1"].label, self.fields["password2"].label = self.names()
        self.fields["password1"].help_text = _(
            "At least 12 characters. Some words in a row are easy to remember and hard to guess."
        )

    def names(self) -> tuple[str, str]:
        return _("New password"), _("New password, once more")


class NewAccountForm(_Named, SignupForm):
    """The account is for the invited address, whatever was typed: one invitation is no way to try addresses out."""

    def clean_email(self) -> str:
        if invitation := invitations.live_for(context.request):
            self.cleaned_data["email"] = invitation.email
        email: str = super().clean_email()
        return email

    def names(self) -> tuple[str, str]:
        return _("Password"), _("Password, once more")


class ChangeForm(_Named, ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Password now")

    def clean_oldpassword(self) -> str:
        """A wrong one counts as at sign-in: who finds a phone lying open tries no more of them here than there."""
        old: str = self.cleaned_data["oldpassword"]
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, old):
            raise adapter.validation_error("enter_current_password")
        return old


class FirstPasswordForm(_Named, SetPasswordForm):
    pass


class AfterResetForm(_Named, ResetPasswordKeyForm):
    pass
