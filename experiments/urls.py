"""Pages of experiments, questions and learnings. Each part brings its own."""

from django.urls import URLPattern, URLResolver

app_name = "experiments"
urlpatterns: list[URLPattern | URLResolver] = []
