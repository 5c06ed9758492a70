"""The address of the record, under /o/<slug>/settings/record/."""

from django.urls import path

from members.record import views

app_name = "record"
urlpatterns = [path("", views.record, name="record")]
