"""Addresses of the board, under /o/<slug>/."""

from django.urls import path, re_path

from experiments.board import views

urlpatterns = [
    path("experiments/", views.board, name="board"),
    re_path(r"^experiments/table\.(?P<form>csv|xlsx)$", views.export, name="export"),
]
