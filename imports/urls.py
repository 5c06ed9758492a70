from django.urls import path

from imports import views, views_result, views_undo

app_name = "imports"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("upload/", views.upload, name="upload"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/layout/", views.layout, name="layout"),
    path("<uuid:pk>/match/", views.match, name="match"),
    path("<uuid:pk>/confirm/", views.confirm, name="confirm"),
    path("<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("<uuid:pk>/rows/<uuid:row>/decide/", views_result.decide, name="decide"),
    path("<uuid:pk>/rows/someone-new/", views_result.decide_all, name="decide_all"),
    path("<uuid:pk>/left-behind/", views_result.left_behind, name="left_behind"),
    path("<uuid:pk>/take-back/", views_undo.ask, name="undo_ask"),
    path("<uuid:pk>/take-back/agree/", views_undo.agree, name="undo_agree"),
    path("<uuid:pk>/take-back/leave/", views_undo.keep, name="undo_keep"),
    path("<uuid:pk>/again/", views_undo.again, name="again"),
]
