"""Addresses of follow-ups, under /o/<slug>/follow-ups/."""

from django.urls import path

from conversations.promises import views

app_name = "follow_ups"
urlpatterns = [
    path("", views.follow_ups, name="list"),
    path("new/", views.add, name="add"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("<uuid:pk>/done/", views.done, name="done"),
    path("<uuid:pk>/undo/", views.undo, name="undo"),
]
