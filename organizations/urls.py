"""Addresses outside any organization, and each organization's first page."""

from django.urls import path

from organizations import views

app_name = "organizations"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("o/<slug:organization>/", views.home, name="home"),
]
