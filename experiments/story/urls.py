"""Addresses of an experiment on one page, under /o/<slug>/."""

from django.urls import path

from experiments.story import views

urlpatterns = [
    path("experiments/<uuid:pk>/story/", views.story, name="story"),
    path("experiments/<uuid:pk>/print/<slug:kind>/", views.printout, name="printout"),
    path("experiments/<uuid:pk>/printed/<uuid:printout>/", views.printed, name="printed"),
    path("experiments/<uuid:pk>/printed/<uuid:printout>/file/", views.file, name="printed_file"),
]
