"""Part of the import room's addresses, and in its namespace."""

from django.urls import path

from imports.paper import views

urlpatterns = [
    path("paper/new/", views.begin, name="paper_new"),
    path("<uuid:pk>/lines/", views.sheet, name="paper"),
    path("<uuid:pk>/lines/put/", views.put, name="paper_put"),
    path("<uuid:pk>/lines/take-out/", views.take_out, name="paper_take_out"),
    path("<uuid:pk>/lines/find/", views.find, name="paper_find"),
]
