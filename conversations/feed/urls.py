"""Addresses of one's own calendar, under /o/<slug>/follow-ups/calendar/."""

from django.urls import path

from conversations.feed import views

app_name = "calendar"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("revoke/", views.revoke, name="revoke"),
]
