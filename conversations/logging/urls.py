"""Addresses of logging, under /o/<slug>/conversations/."""

from django.urls import path

from conversations.logging import attempt_views, views

app_name = "log"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("new/look/", views.look, name="look"),
    path("new/find/", views.find, name="find"),
    path("logged/<uuid:pk>/undo/", views.undo, name="undo"),
    path("attempts/<uuid:pk>/", attempt_views.attempt, name="attempt"),
]
