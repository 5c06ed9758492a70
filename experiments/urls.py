"""Pages of experiments, questions and learnings. Each part brings its own."""

from django.urls import URLPattern, URLResolver

from experiments.ending.urls import urlpatterns as ending
from experiments.page.urls import urlpatterns as page
from experiments.writing.form.urls import urlpatterns as form
from experiments.writing.history.urls import urlpatterns as history

app_name = "experiments"
urlpatterns: list[URLPattern | URLResolver] = [
    *page,
    *form,
    *history,
    *ending,
]
