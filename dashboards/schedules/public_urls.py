"""The link in a mail that stops such mail: `/mail/reports/`."""

from django.urls import path

from dashboards.schedules.stopping import stop

urlpatterns = [path("stop/<uuid:organization>/<str:token>/", stop, name="stop_report")]
