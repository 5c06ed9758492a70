"""Addresses of responsibilities, under /o/<slug>/responsibilities/."""

from django.urls import path

from ladders.responsibilities import holding_views, views

app_name = "responsibilities"
urlpatterns = [
    path("", views.responsibility_list, name="list"),
    path("new/", views.add, name="add"),
    path("<uuid:pk>/", views.responsibility, name="responsibility"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/put-away/", views.put_away, name="put_away"),
    path("<uuid:pk>/bring-back/", views.bring_back, name="bring_back"),
    path("<uuid:pk>/ask/", holding_views.ask, name="ask"),
    path("<uuid:pk>/people/<uuid:holding>/", holding_views.step, name="step"),
    path("<uuid:pk>/people/<uuid:holding>/undo/<slug:step>/", holding_views.undo, name="undo"),
]
