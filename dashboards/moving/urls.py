"""Addresses of the pages of movement."""

from django.urls import path

from dashboards.moving import views

urlpatterns = [
    path("movement/", views.movement, name="movement"),
    path("time/", views.time_on_level, name="time"),
    path("cohorts/", views.cohorts, name="cohorts"),
    path("stalled/", views.stalled, name="stalled"),
]
