"""Addresses that calendar programs read without signing in: `/calendar/`."""

from django.urls import path

from conversations.feed.views import read

urlpatterns = [path("<uuid:organization>/<str:secret>.ics", read, name="read_calendar")]
