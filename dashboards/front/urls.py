"""The front page, and the dashboards of conversations, activities and lists."""

from django.urls import path

from dashboards.doing import views as doing
from dashboards.front import views
from dashboards.lists import views as lists
from dashboards.talks import views as talks

urlpatterns = [
    path("", views.front, name="front"),
    path("choose/", views.choose, name="choose"),
    path("choose/change/", views.change, name="change"),
    path("conversations/", talks.conversations, name="conversations"),
    path("activities/", doing.activities, name="activities"),
    path("lists/", lists.lists, name="lists"),
]
