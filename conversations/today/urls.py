"""Addresses of Today, under /o/<slug>/today/."""

from django.urls import path

from conversations.today import views

app_name = "today"
urlpatterns = [
    path("", views.today, name="today"),
    path("number/", views.own_number, name="number"),
]
