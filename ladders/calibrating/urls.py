"""Rounds of calibration. The names stand in the namespace of ladders."""

from django.urls import path

from ladders.calibrating import views

urlpatterns = [
    path("", views.rounds, name="calibrations"),
    path("new/", views.new, name="calibration_new"),
    path("<uuid:pk>/", views.detail, name="calibration"),
    path("<uuid:pk>/counted/", views.counted, name="calibration_counted"),
    path("<uuid:pk>/place/", views.place, name="calibration_place"),
    path("<uuid:pk>/settle/", views.settle_alike, name="calibration_settle_alike"),
    path("<uuid:pk>/settle/<uuid:person>/", views.settle, name="calibration_settle"),
    path("<uuid:pk>/without/<uuid:seat>/", views.go_on_without, name="calibration_without"),
    path("<uuid:pk>/close/", views.close, name="calibration_close"),
]
