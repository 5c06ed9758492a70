"""Assessing many. The names stand in the namespace of ladders."""

from django.urls import path

from ladders.queue import views

urlpatterns = [
    path("", views.queues, name="queues"),
    path("new/", views.new, name="queue_new"),
    path("<uuid:pk>/", views.turn, name="queue"),
    path("<uuid:pk>/skip/", views.skip, name="queue_skip"),
    path("<uuid:pk>/undo/", views.undo, name="queue_undo"),
    path("<uuid:pk>/again/", views.again, name="queue_again"),
    path("<uuid:pk>/put-away/", views.put_away, name="queue_put_away"),
]
