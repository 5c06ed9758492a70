"""Addresses of people, under /o/<slug>/people/."""

from django.urls import path

from members.views import people, person, scope

app_name = "members"
urlpatterns = [
    path("", people.people_list, name="list"),
    path("search/", people.find, name="search"),
    path("new/", person.add, name="add"),
    path("<uuid:pk>/", person.detail, name="detail"),
    path("<uuid:pk>/edit/", person.edit, name="edit"),
    path("seen-by/<uuid:pk>/", scope.scope, name="scope"),
]
