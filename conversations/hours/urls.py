"""Addresses of data hours, under /o/<slug>/conversations/hours/."""

from django.urls import path

from conversations.hours import views

app_name = "hours"
urlpatterns = [
    path("", views.hours, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.hour, name="hour"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/begin/", views.begin, name="begin"),
    path("<uuid:pk>/next/", views.take, name="take"),
    path("<uuid:pk>/later/", views.later, name="later"),
    path("<uuid:pk>/close/", views.close, name="close"),
    path("<uuid:pk>/call-off/", views.call_off, name="call_off"),
]
