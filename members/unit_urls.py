"""Addresses of units, under /o/<slug>/settings/units/."""

from django.urls import path

from members.views import units, units_moving

app_name = "units"
urlpatterns = [
    path("", units.unit_list, name="list"),
    path("kinds/new/", units.kind, name="kind_add"),
    path("kinds/<uuid:pk>/", units.kind, name="kind"),
    path("kinds/<uuid:pk>/new/", units.add, name="add"),
    path("kinds/<uuid:pk>/delete/", units.delete_kind, name="kind_delete"),
    path("<uuid:pk>/", units.edit, name="edit"),
    path("<uuid:pk>/top/", units_moving.under, name="top"),
    path("<uuid:pk>/under/<uuid:parent>/", units_moving.under, name="under"),
    path("<uuid:pk>/merge/", units_moving.merge, name="merge"),
    path("<uuid:pk>/delete/", units_moving.delete, name="delete"),
    path("<uuid:pk>/restore/", units_moving.restore, name="restore"),
]
