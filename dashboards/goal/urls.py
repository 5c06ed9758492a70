"""Address of a goal's page; a part of the room's."""

from django.urls import path

from dashboards.goal import views

urlpatterns = [path("goals/<uuid:pk>/", views.goal, name="goal")]
