"""Addresses of who brought whom, under /o/<slug>/recruiting/."""

from django.urls import path

from members.recruiting import views

app_name = "recruiting"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("<uuid:pk>/", views.below, name="below"),
]
