"""Addresses of signs that count, under /o/<slug>/."""

from django.urls import path

from experiments.counting import group_views, views

_SIGN = "experiments/<uuid:pk>/signs/<uuid:sign>"
urlpatterns = [
    path("experiments/how-many-to-ask/", group_views.sizes, name="sizes"),
    path("experiments/<uuid:pk>/groups/", group_views.groups, name="groups"),
    path("experiments/<uuid:pk>/groups/draw/", group_views.draw, name="draw"),
    path(f"{_SIGN}/", views.sign, name="sign"),
    path(f"{_SIGN}/count/", views.count, name="count"),
    path(f"{_SIGN}/stop-counting/", views.uncount, name="uncount"),
    path(f"{_SIGN}/figure/", views.figure, name="figure"),
    path(f"{_SIGN}/say/", views.say, name="say"),
    path(f"{_SIGN}/answers/", group_views.pulse, name="pulse"),
]
