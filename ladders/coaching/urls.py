"""Addresses of who coaches whom, under /o/<slug>/coaching/."""

from django.urls import path

from ladders.coaching import views

app_name = "coaching"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("<uuid:pk>/", views.below, name="below"),
]
