"""Reports that come again, under /o/<slug>/reports/."""

from django.urls import path

from dashboards.schedules import views

urlpatterns = [
    path("schedules/", views.schedules, name="schedules"),
    path("<uuid:pk>/schedule/", views.schedule, name="schedule"),
    path("schedules/<uuid:pk>/pause/", views.pause, name="pause_schedule"),
    path("schedules/<uuid:pk>/go-on/", views.go_on, name="go_on_schedule"),
    path("schedules/<uuid:pk>/end/", views.end, name="end_schedule"),
]
