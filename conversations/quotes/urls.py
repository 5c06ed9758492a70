"""Addresses of quotes, under /o/<slug>/conversations/quotes/."""

from django.urls import path

from conversations.quotes import views

app_name = "quotes"
urlpatterns = [
    path("", views.quote_list, name="list"),
    path("by/<uuid:pk>/", views.add, name="add"),
    path("<uuid:pk>/", views.edit, name="edit"),
    path("<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
]
