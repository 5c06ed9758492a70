"""Addresses of what needs somebody, and of the mail that gathers it: `/o/<slug>/notices/`."""

from django.urls import path

from conversations import mail_views
from conversations import notice_views as views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("read/take-back/", views.take_back, name="take_back"),
    path("mail/", mail_views.mail, name="mail"),
    path("<uuid:pk>/read/", views.read, name="read"),
]
