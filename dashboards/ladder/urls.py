"""The ladder dashboard at the addresses of the ladder: what links to `ladders:ladder` need not know who draws it."""

from django.urls import path

from dashboards.ladder import views

urlpatterns = [
    path("ladder/", views.default_ladder, name="ladder"),
    path("ladders/<uuid:pk>/", views.ladder, name="other"),
    path("ladders/<uuid:pk>/table.csv", views.table, name="table"),
]
