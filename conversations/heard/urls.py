"""Addresses of what was heard, under /o/<slug>/conversations/."""

from django.urls import path

from conversations.heard import edit_views, story, views

app_name = "heard"
urlpatterns = [
    path("", views.conversations, name="list"),
    path("search/", views.find, name="search"),
    path("with/<uuid:pk>/", story.of_person, name="person"),
    path("with/<uuid:pk>/paper/", story.on_paper, name="paper"),
    path("<uuid:pk>/", views.conversation, name="one"),
    path("<uuid:pk>/edit/", edit_views.edit, name="edit"),
    path("<uuid:pk>/take-back/", edit_views.take_back, name="take_back"),
    path("<uuid:pk>/back/", edit_views.back, name="back"),
]
