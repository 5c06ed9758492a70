"""Addresses of the sheets that people leave; names stand among those of imports."""

from django.urls import path

from imports.leaving import views, views_compared

urlpatterns = [
    path("sheets/", views.sheet_list, name="sheets"),
    path("sheets/name/", views.name_sheet, name="sheet_name"),
    path("sheets/<uuid:pk>/", views.sheet, name="sheet"),
    path("sheets/<uuid:pk>/upload/", views.upload, name="sheet_upload"),
    path("sheets/<uuid:pk>/retire/", views.retire, name="sheet_retire"),
    path("sheets/<uuid:pk>/in-use/", views.in_use, name="sheet_in_use"),
    path("<uuid:pk>/compared/", views_compared.compared, name="compared"),
    path("<uuid:pk>/compared/settle/", views_compared.settle, name="settle"),
    path("<uuid:pk>/compared/only-here/", views_compared.only_here, name="only_here"),
]
