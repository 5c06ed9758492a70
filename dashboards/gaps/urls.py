"""Address of the gap finder; a part of the room's."""

from django.urls import path

from dashboards.gaps import views

urlpatterns = [path("gaps/", views.gaps, name="gaps")]
