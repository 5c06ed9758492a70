"""Addresses of one experiment's page, under /o/<slug>/."""

from django.urls import path

from experiments.page import views

urlpatterns = [
    path("experiments/<uuid:pk>/", views.experiment, name="experiment"),
    path("experiments/<uuid:pk>/steps/<uuid:step>/tick/", views.tick, name="tick"),
    path("experiments/<uuid:pk>/steps/<uuid:step>/untick/", views.untick, name="untick"),
]
