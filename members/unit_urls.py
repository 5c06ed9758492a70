"""Addresses of units, under /o/<slug>/settings/units/."""

from django.urls import path

from members.views import unit_contacts, units, units_moving

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
    path("<uuid:pk>/contacts/", unit_contacts.contacts, name="contacts"),
    path("<uuid:pk>/contacts/find/", unit_contacts.find, name="contact_find"),
    path("<uuid:pk>/contacts/<uuid:contact>/name/", unit_contacts.name, name="contact_name"),
    path("<uuid:pk>/contacts/<uuid:contact>/take-off/", unit_contacts.take_off, name="contact_take_off"),
    path("<uuid:pk>/restore/", units_moving.restore, name="restore"),
]
