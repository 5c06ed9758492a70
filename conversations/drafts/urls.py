"""Addresses of what is kept on a phone and comes in from one, under /o/<slug>/conversations/."""

from django.urls import path

from conversations.drafts import phone, receiving, views

app_name = "drafts"
urlpatterns = [
    # By this address the script has to do with the page of logging alone.
    path("new/sw.js", phone.worker, name="worker"),
    path("new/kept/", phone.shell, name="shell"),
    path("app.webmanifest", phone.manifest, name="manifest"),
    path("drafts/", views.waiting, name="waiting"),
    path("drafts/receive/", receiving.receive, name="receive"),
    path("drafts/<uuid:pk>/", views.one, name="one"),
    path("drafts/<uuid:pk>/delete/", views.delete, name="delete"),
]
