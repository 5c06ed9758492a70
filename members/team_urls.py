"""Addresses of teams, under /o/<slug>/teams/."""

from django.urls import path

from members.teams import people_views, role_views, views

app_name = "teams"
urlpatterns = [
    path("", views.team_list, name="list"),
    path("new/", views.add, name="add"),
    path("<uuid:pk>/", views.team, name="team"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/put-away/", views.put_away, name="put_away"),
    path("<uuid:pk>/bring-back/", views.bring_back, name="bring_back"),
    path("<uuid:pk>/people/", people_views.people, name="people"),
    path("<uuid:pk>/people/find/", people_views.find, name="find"),
    path("<uuid:pk>/people/take-back/", people_views.take_back, name="take_back"),
    path("<uuid:pk>/people/<uuid:row>/let-go/", people_views.let_go, name="let_go"),
    path("<uuid:pk>/people/<uuid:row>/come-back/", people_views.come_back, name="come_back"),
    path("<uuid:pk>/leader/", role_views.lead, name="lead"),
    path("<uuid:pk>/roles/new/", role_views.add, name="role_add"),
    path("<uuid:pk>/roles/<uuid:role>/", role_views.give, name="role"),
    path("<uuid:pk>/roles/<uuid:role>/drop/", role_views.drop, name="role_drop"),
]
