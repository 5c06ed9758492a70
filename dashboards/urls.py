"""Dashboards, each at its own name."""

from django.urls import include, path

app_name = "dashboards"
urlpatterns = [
    path("", include("dashboards.front.urls")),
    path("", include("dashboards.moving.urls")),
    path("", include("dashboards.goal.urls")),
    path("", include("dashboards.gaps.urls")),
]
