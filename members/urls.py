"""Addresses of people, under /o/<slug>/people/."""

from django.urls import path

from members.views import columns, duplicates, filters, people, person, scope, views

app_name = "members"
urlpatterns = [
    path("", people.people_list, name="list"),
    path("search/", people.find, name="search"),
    path("filters/", filters.tree, name="filters"),
    path("filters/field/", filters.field, name="filter_field"),
    path("filters/condition/", filters.condition, name="condition"),
    path("columns/", columns.choose, name="columns"),
    path("views/", views.views, name="views"),
    path("views/new/", views.add, name="view_add"),
    path("views/counts/", views.counts, name="view_counts"),
    path("views/<uuid:pk>/", views.edit, name="view_edit"),
    path("views/<uuid:pk>/save/", views.save, name="view_save"),
    path("views/<uuid:pk>/delete/", views.delete, name="view_delete"),
    path("views/<uuid:pk>/back/", views.bring_back, name="view_back"),
    path("new/", person.add, name="add"),
    path("new/alike/", person.alike, name="alike"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/look/", duplicates.look, name="look_for_duplicates"),
    path("duplicates/progress/", duplicates.progress, name="duplicates_progress"),
    path("duplicates/merge/", duplicates.merge_chosen, name="merge_chosen"),
    path("duplicates/<uuid:pk>/", duplicates.group, name="merge"),
    path("duplicates/<uuid:pk>/different/", duplicates.different, name="different"),
    path("duplicates/different/<uuid:pk>/take-back/", duplicates.take_back, name="take_back_different"),
    path("duplicates/merges/<uuid:pk>/apart/", duplicates.apart, name="apart"),
    path("<uuid:pk>/", person.detail, name="detail"),
    path("<uuid:pk>/edit/", person.edit, name="edit"),
    path("seen-by/<uuid:pk>/", scope.scope, name="scope"),
]
