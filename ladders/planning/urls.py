"""Addresses of plans, under /o/<slug>/plans/."""

from django.urls import path

from ladders.planning import mine, step_views, views

app_name = "plans"
urlpatterns = [
    path("", mine.plans, name="mine"),
    path("of/<uuid:pk>/", views.plan, name="plan"),
    path("of/<uuid:pk>/begin/", views.begin, name="begin"),
    path("<uuid:pk>/aim/", views.aim, name="aim"),
    path("<uuid:pk>/close/", views.close, name="close"),
    path("<uuid:pk>/open/", views.open_again, name="open_again"),
    path("<uuid:pk>/paper/", views.paper, name="paper"),
    path("<uuid:pk>/steps/", step_views.add, name="add"),
    path("steps/<uuid:pk>/", step_views.change, name="change"),
    path("steps/<uuid:pk>/move/<slug:way>/", step_views.move, name="move"),
    path("steps/<uuid:pk>/settle/", step_views.settle, name="settle"),
    path("steps/<uuid:pk>/unsettle/", step_views.unsettle, name="unsettle"),
]
