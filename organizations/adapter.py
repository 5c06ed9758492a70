"""How sign-in differs from allauth's defaults."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from organizations import invitations, switching
from organizations.mail import as_html
from organizations.models import User
from organizations.signing_in import kept, sessions
from organizations.signing_in.later import after_answer

_WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Too many tries with a wrong password, here or elsewhere. Try again in five minutes, or choose a new "
            "password by mail: that lets you in at once."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only who comes with an invitation that can still be accepted makes an account."""
        return invitations.live_for(request) is not None

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """Whoever makes an account has just chosen its password: what comes next does not ask for it again."""
        if more.get("signup"):
            record_authentication(request, user, method="password", reauthenticated=True)
        response: HttpResponse | None = super().pre_login(request, user, **more)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session. Its length was chosen with the password; a passkey chooses here."""
        super().login(request, user)
        if request.session.get("_session_expiry") is None:
            sessions.begin(request, remembered="remember" in request.POST)

    def post_login(self, request: HttpRequest, user: User, *, redirect_url: str | None, **more: Any) -> HttpResponse:
        """Remember the organization they sign in to; a form that somebody else left waiting is gone."""
        switching.note_address(user, redirect_url or "")
        kept.drop_unless_of(request, user)
        response: HttpResponse = super().post_login(request, user, redirect_url=redirect_url, **more)
        sessions.end_oldest(user)
        return response

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        return [{**way, "description": _WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put it into the outbox when the page has gone out: how long that takes tells nobody anything."""
        after_answer(self.request, lambda: super(AccountAdapter, self).send_mail(template_prefix, email, context))

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """Add the same in HTML."""
        message: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        if isinstance(message, EmailMultiAlternatives) and not message.alternatives:
            message.attach_alternative(as_html(str(message.subject), str(message.body)), "text/html")
        return message

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Name the device in words; the place stays out of mail."""
        named = {"device": sessions.device(self.get_http_user_agent(self.request))}
        super().send_notification_mail(template_prefix, user, {**(context or {}), **named}, email)
