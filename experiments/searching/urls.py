"""Addresses of the search, under /o/<slug>/."""

from django.urls import path

from experiments.searching import views

urlpatterns = [
    path("experiments/search/", views.search, name="search"),
    path("experiments/tried-before/", views.tried_before, name="tried_before"),
]
