"""Addresses of who takes part, under /o/<slug>/."""

from django.urls import path

from experiments.taking_part import views

urlpatterns = [
    path("experiments/<uuid:pk>/taking-part/", views.people, name="taking_part"),
    path("experiments/<uuid:pk>/taking-part/<uuid:row>/take-out/", views.take_out, name="take_out"),
]
