"""Part of the import room's addresses, and in its namespace."""

from django.urls import path

from imports.sheets import views

urlpatterns = [
    path("sheets/new/", views.begin, name="sheet_new"),
    path("<uuid:pk>/lines/", views.sheet, name="sheet"),
    path("<uuid:pk>/lines/put/", views.put, name="sheet_put"),
    path("<uuid:pk>/lines/take-out/", views.take_out, name="sheet_take_out"),
    path("<uuid:pk>/lines/find/", views.find, name="sheet_find"),
]
