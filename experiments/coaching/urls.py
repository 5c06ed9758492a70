"""Addresses of reviews and notes, under /o/<slug>/."""

from django.urls import path

from experiments.coaching import views

urlpatterns = [
    path("experiments/<uuid:pk>/review/", views.review, name="review"),
    path("experiments/<uuid:pk>/review/<uuid:review>/answer/", views.answer, name="answer"),
    path("experiments/coaching/", views.notes, name="coaching_notes"),
    path("experiments/seen/", views.look, name="seen"),
    path("experiments/desk/", views.desk, name="desk"),
]
