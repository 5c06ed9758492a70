"""What somebody outside opens: `/s/`."""

from django.urls import path

from dashboards.sharing.outside import shared

urlpatterns = [path("<uuid:organization>/<str:token>/", shared, name="shared_report")]
