"""Addresses on how one signs in. They stand before allauth's: where both name one page, ours is shown."""

from django.urls import path
from django.views.generic import RedirectView

from organizations.signing_in import views, whose

urlpatterns = [
    path("2fa/", views.overview, name="mfa_index"),
    path("2fa/webauthn/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("second-step/", views.why, name="second_step"),
    path("sessions/", views.sessions, name="usersessions_list"),
    path("sessions/end/", views.end, name="end_session"),
    path("go-on/", views.go_on, name="go_on"),
    path("logout/", whose.leave, name="account_logout"),
]
