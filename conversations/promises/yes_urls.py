"""Addresses of what people said yes to, under /o/<slug>/commitments/."""

from django.urls import path

from conversations.promises import yes_views

app_name = "commitments"
urlpatterns = [
    path("", yes_views.commitments, name="list"),
    path("of/<uuid:member>/new/", yes_views.add, name="add"),
    path("<uuid:pk>/settle/", yes_views.settle, name="settle"),
    path("<uuid:pk>/change/", yes_views.change, name="change"),
    path("<uuid:pk>/unsettle/", yes_views.unsettle, name="unsettle"),
]
