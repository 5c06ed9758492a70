"""Addresses of units, under /o/<slug>/settings/units/."""

from django.urls import path

from members.views import units

app_name = "units"
urlpatterns = [
    path("", units.unit_list, name="list"),
    path("kinds/new/", units.kind, name="kind_add"),
    path("kinds/<uuid:pk>/", units.kind, name="kind"),
    path("kinds/<uuid:pk>/new/", units.add, name="add"),
    path("kinds/<uuid:pk>/delete/", units.delete_kind, name="kind_delete"),
    path("<uuid:pk>/", units.edit, name="edit"),
    path("restore/", units.restore, name="restore"),
    path("<uuid:pk>/delete/", units.delete, name="delete"),
]
