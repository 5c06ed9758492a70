"""Addresses of goals; a part of the room's."""

from django.urls import path

from ladders.goals import views

urlpatterns = [
    path("ladder/goals/", views.default_goals, name="default_goals"),
    path("ladders/<uuid:pk>/goals/", views.goals, name="goals"),
    path("ladders/<uuid:pk>/goals/new/", views.add_goal, name="add_goal"),
    path("ladders/goals/<uuid:pk>/", views.goal, name="goal"),
    path("ladders/goals/<uuid:pk>/put-away/", views.put_away_goal, name="put_away_goal"),
    path("ladders/goals/<uuid:pk>/back/", views.goal_back, name="goal_back"),
]
