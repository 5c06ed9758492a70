from django.urls import path

from dashboards.reports import views
from dashboards.schedules.urls import urlpatterns as schedules
from dashboards.sharing.urls import urlpatterns as links

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/words/", views.words, name="words"),
    path("<uuid:pk>/files/<slug:form>/", views.file, name="file"),
    path("<uuid:pk>/again/", views.again, name="again"),
    path("<uuid:pk>/share/", views.share, name="share"),
    path("<uuid:pk>/stop/", views.stop, name="stop"),
    path("<uuid:pk>/delete/", views.delete, name="delete"),
    path("<uuid:pk>/bring-back/", views.bring_back, name="bring_back"),
    *schedules,
    *links,
]
