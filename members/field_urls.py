"""Addresses of the group's own fields, under /o/<slug>/settings/fields/."""

from django.urls import path

from members.views import field_options, field_sections, fields

app_name = "fields"
urlpatterns = [
    path("", fields.field_list, name="list"),
    path("new/", fields.add, name="add"),
    path("<uuid:pk>/", fields.edit, name="edit"),
    path("<uuid:pk>/move/", fields.move, name="move"),
    path("<uuid:pk>/delete/", fields.delete, name="delete"),
    path("<uuid:pk>/restore/", fields.restore, name="restore"),
    path("<uuid:pk>/choices/", field_options.add, name="option_add"),
    path("choices/<uuid:pk>/", field_options.rename, name="option"),
    path("choices/<uuid:pk>/move/", field_options.move, name="option_move"),
    path("choices/<uuid:pk>/retire/", field_options.retire, name="option_retire"),
    path("sections/new/", field_sections.name, name="section_add"),
    path("sections/<uuid:pk>/", field_sections.name, name="section"),
    path("sections/<uuid:pk>/move/", field_sections.move, name="section_move"),
    path("sections/<uuid:pk>/delete/", field_sections.delete, name="section_delete"),
    path("sections/restore/", field_sections.restore, name="section_restore"),
]
