"""Addresses of the library, under /o/<slug>/."""

from django.urls import path

from experiments.learnings import views

urlpatterns = [
    path("learnings/", views.learnings, name="learnings"),
    path("learnings/find/", views.find, name="learnings_find"),
    path("learnings/new/", views.add, name="learning_add"),
    path("learnings/<uuid:pk>/", views.learning, name="learning"),
    path("learnings/<uuid:pk>/edit/", views.edit, name="learning_edit"),
    path("learnings/<uuid:pk>/edit-back/", views.edit_back, name="learning_edit_back"),
    path("learnings/<uuid:pk>/remove/", views.remove, name="learning_remove"),
    path("learnings/<uuid:pk>/bring-back/", views.bring_back, name="learning_bring_back"),
    path("learnings/<uuid:pk>/see-again/", views.see_again, name="learning_see_again"),
    path("learnings/<uuid:pk>/not-seen/<uuid:experiment>/", views.not_seen, name="learning_not_seen"),
]
