"""Addresses of questions, under /o/<slug>/."""

from django.urls import path

from experiments.questions import moving_views, views

urlpatterns = [
    path("questions/", views.question_list, name="questions"),
    path("questions/new/", views.add, name="question_add"),
    path("questions/<uuid:pk>/", views.question, name="question"),
    path("questions/<uuid:pk>/edit/", views.edit, name="question_edit"),
    path("questions/<uuid:pk>/move/", moving_views.move, name="question_move"),
    path("questions/<uuid:pk>/merge/", moving_views.merge, name="question_merge"),
    path("questions/<uuid:pk>/under/<uuid:parent>/", moving_views.under, name="question_under"),
    path("questions/<uuid:pk>/top/", moving_views.under, name="question_top"),
    path("questions/<uuid:pk>/part/", moving_views.part, name="question_part"),
    path("questions/<uuid:pk>/retire/", views.retire, name="question_retire"),
    path("questions/<uuid:pk>/ask-again/", views.ask_again, name="question_ask_again"),
    path("questions/<uuid:pk>/ask-here/<uuid:left>/", views.ask_here, name="question_ask_here"),
]
