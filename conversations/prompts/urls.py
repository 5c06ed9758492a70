"""Addresses of the group's questions, under /o/<slug>/conversations/prompts/."""

from django.urls import path

from conversations.prompts import order_views, views

app_name = "prompts"
urlpatterns = [
    path("", views.prompt_list, name="list"),
    path("sets/new/", views.add_set, name="add_set"),
    path("sets/<uuid:pk>/", views.edit_set, name="edit_set"),
    path("sets/<uuid:pk>/put-away/", order_views.put_away_set, name="put_away_set"),
    path("sets/<uuid:pk>/back/", order_views.bring_back_set, name="back_set"),
    path("sets/<uuid:pk>/new/", views.add, name="add"),
    path("<uuid:pk>/", views.answers, name="answers"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/put-away/", order_views.put_away, name="put_away"),
    path("<uuid:pk>/back/", order_views.bring_back, name="bring_back"),
    path("<uuid:pk>/up/", order_views.move_up, name="move_up"),
]
