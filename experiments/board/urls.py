"""Addresses of the board, under /o/<slug>/."""

from django.urls import path

from experiments.board import views

urlpatterns = [
    path("experiments/", views.board, name="board"),
    path("experiments/table.csv", views.export, {"form": "csv"}, name="csv"),
    path("experiments/table.xlsx", views.export, {"form": "xlsx"}, name="xlsx"),
]
