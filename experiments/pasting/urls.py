"""Addresses of pasting an old write-up, under /o/<slug>/."""

from django.urls import path

from experiments.pasting import views

urlpatterns = [
    path("experiments/paste/", views.paste, name="paste"),
    path("experiments/paste/keep/", views.keep, name="paste_keep"),
]
