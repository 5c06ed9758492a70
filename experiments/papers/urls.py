"""Addresses of files beside an experiment, under /o/<slug>/."""

from django.urls import path

from experiments.papers import views

urlpatterns = [
    path("experiments/<uuid:pk>/files/new/", views.add, name="file_add"),
    path("experiments/<uuid:pk>/files/<uuid:document>/", views.file, name="file"),
]
