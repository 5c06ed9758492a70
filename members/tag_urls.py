"""Addresses of tags, under /o/<slug>/settings/tags/."""

from django.urls import path

from members.views import tags

app_name = "tags"
urlpatterns = [
    path("", tags.tag_list, name="list"),
    path("<uuid:pk>/", tags.edit, name="edit"),
    path("<uuid:pk>/merge/", tags.merge, name="merge"),
    path("<uuid:pk>/delete/", tags.delete, name="delete"),
    path("<uuid:pk>/restore/", tags.restore, name="restore"),
]
