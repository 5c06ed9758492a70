"""Addresses of the look at the network, under /o/<slug>/."""

from django.urls import path

from experiments.system_review import views

urlpatterns = [
    path("experiments/looks/", views.looks, name="looks"),
    path("experiments/looks/<uuid:pk>/", views.look, name="look"),
    path("experiments/looks/<uuid:pk>/call-off/", views.call_off, name="look_call_off"),
]
