"""Addresses of activities, under /o/<slug>/activities/."""

from django.urls import path

from activities import after_views, door_views, people_views, views
from activities.skills import views as skills

app_name = "activities"
urlpatterns = [
    path("", views.activity_list, name="list"),
    path("new/", views.add, name="add"),
    path("skills/", skills.skills, name="skills"),
    path("skills/<uuid:pk>/rename/", skills.rename, name="skill_rename"),
    path("of/<uuid:pk>/", skills.of_person, name="of_person"),
    path("of/<uuid:pk>/skills/", skills.say, name="skill_say"),
    path("of/<uuid:pk>/skills/<uuid:row>/take-off/", skills.take_off, name="skill_off"),
    path("<uuid:pk>/", views.activity, name="activity"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("<uuid:pk>/bring-back/", views.bring_back, name="bring_back"),
    path("<uuid:pk>/end-series/", views.end_series, name="end_series"),
    path("<uuid:pk>/people/", people_views.people, name="people"),
    path("<uuid:pk>/people/find/", people_views.find, name="find"),
    path("<uuid:pk>/people/take-back/", people_views.take_back, name="take_back"),
    path("<uuid:pk>/people/<uuid:row>/", people_views.person, name="person"),
    path("<uuid:pk>/people/<uuid:row>/follow-up/", after_views.follow_up, name="follow_up"),
    path("<uuid:pk>/attendance/", after_views.attendance, name="attendance"),
    path("<uuid:pk>/attendance/rest/", after_views.rest, name="rest"),
    path("<uuid:pk>/door/", door_views.door, name="door"),
    path("<uuid:pk>/door/find/", door_views.find, name="door_find"),
    path("<uuid:pk>/door/count/", door_views.count, name="count"),
    path("<uuid:pk>/door/here/", door_views.here, name="here"),
    path("<uuid:pk>/door/new/", door_views.new, name="new"),
    path("<uuid:pk>/door/<uuid:row>/undo/", door_views.undo, name="undo"),
]
