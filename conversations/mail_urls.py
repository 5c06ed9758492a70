"""Addresses that stand in mail and need no sign-in: `/mail/`."""

from django.urls import path

from conversations.mail_views import stop

urlpatterns = [path("stop/<uuid:organization>/<str:token>/", stop, name="stop_mail")]
