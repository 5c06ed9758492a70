"""Taking everything out, under /o/<slug>/settings/take-out/."""

from django.urls import path

from members.taking_out import views

app_name = "take_out"
urlpatterns = [
    path("", views.page, name="page"),
    path("ask/", views.ask, name="ask"),
    path("<uuid:pk>/file/", views.file, name="file"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/stop/", views.stop, name="stop"),
]
