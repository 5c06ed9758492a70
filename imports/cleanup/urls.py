from django.urls import path

from imports.cleanup import views
from imports.meanings import views as meanings

urlpatterns = [
    path("<uuid:pk>/cells/", views.cells, name="cells"),
    path("<uuid:pk>/cells/fix/", views.fix, name="fix"),
    path("<uuid:pk>/cells/every/", views.every, name="every"),
    path("<uuid:pk>/cells/days/", views.say_days, name="days"),
    path("<uuid:pk>/cells/days/<slug:what>/back/", views.days_back, name="days_back"),
    path("<uuid:pk>/cells/rows/<int:number>/", views.skip, name="skip"),
    path("<uuid:pk>/put-back/<uuid:move>/", views.put_back, name="put_back"),
    path("<uuid:pk>/words/", meanings.words, name="words"),
    path("words/", meanings.meanings, name="meanings"),
    path("words/<uuid:pk>/forget/", meanings.forget, name="forget"),
]
