"""Addresses of how an experiment goes on and ends, under /o/<slug>/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from experiments.ending import views
from experiments.models.experiment import Status


class StatusConverter(StringConverter):
    """One of those that a tap leads to; finished only as an undo. Pausing and finishing ask for more."""

    regex = f"{Status.IDEA}|{Status.PLANNED}|{Status.RUNNING}|{Status.NOT_RUN}|{Status.FINISHED}"


register_converter(StatusConverter, "experiment_status")

urlpatterns = [
    path("experiments/<uuid:pk>/to/<experiment_status:status>/", views.change, name="change"),
    path("experiments/<uuid:pk>/pause/", views.pause, name="pause"),
    path("experiments/<uuid:pk>/midpoint/", views.midpoint, name="midpoint"),
    path("experiments/<uuid:pk>/end/", views.end, name="end"),
    path("experiments/<uuid:pk>/again/", views.again, name="again"),
]
