"""Addresses of writing an experiment, under /o/<slug>/."""

from django.urls import path

from experiments.writing.form import views

urlpatterns = [
    path("experiments/new/", views.write, name="write"),
    path("experiments/new/unsaved/", views.keep, name="keep_new"),
    path("experiments/new/unsaved/throw-away/", views.drop, name="drop_new"),
    path("experiments/<uuid:pk>/edit/", views.edit, name="edit"),
    path("experiments/<uuid:pk>/unsaved/", views.keep, name="keep"),
    path("experiments/<uuid:pk>/unsaved/throw-away/", views.drop, name="drop"),
]
