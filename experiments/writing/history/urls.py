"""Addresses of how an experiment read before, under /o/<slug>/."""

from django.urls import path

from experiments.writing.history import views

urlpatterns = [
    path("experiments/<uuid:pk>/history/", views.history, name="history"),
    path("experiments/<uuid:pk>/history/<int:number>/go-back/", views.go_back, name="go_back"),
]
