"""Addresses of an experiment's log, under /o/<slug>/."""

from django.urls import path

from experiments.log import views

urlpatterns = [
    path("experiments/<uuid:pk>/log/", views.post, name="post"),
    path("experiments/<uuid:pk>/log/new/", views.new, name="new_posts"),
    path("experiments/<uuid:pk>/log/keep/", views.keep, name="keep_post"),
    path("experiments/<uuid:pk>/log/<uuid:post>/picture/", views.picture, name="post_picture"),
    path("experiments/<uuid:pk>/follow/", views.follow, name="follow"),
    path("experiments/<uuid:pk>/unfollow/", views.unfollow, name="unfollow"),
    path("experiments/<uuid:pk>/log/<uuid:post>/", views.edit, name="edit_post"),
    path("experiments/<uuid:pk>/log/<uuid:post>/comment/", views.comment, name="comment"),
    path("experiments/<uuid:pk>/log/<uuid:post>/take-back/", views.take_back, name="take_back_post"),
    path("experiments/<uuid:pk>/log/<uuid:post>/put-back/", views.put_back, name="put_back_post"),
    path("experiments/<uuid:pk>/log/<uuid:post>/before/", views.before, name="post_before"),
]
