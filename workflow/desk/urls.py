"""The desk's addresses."""

from django.urls import path, register_converter

from workflow.desk import views
from workflow.desk.addresses import EditionLanguage

register_converter(EditionLanguage, "edition_language")

app_name = "desk"
urlpatterns = [
    path("", views.issues, name="issues"),
    path("issues/<slug:slug>/<edition_language:edition>/", views.preview, name="preview"),
    path("issues/<slug:slug>/<edition_language:edition>/html/", views.html_part, name="html"),
    path("issues/<slug:slug>/<edition_language:edition>/text/", views.text_part, name="text"),
    path("stories/<slug:slug>/<edition_language:edition>/", views.translation, name="translation"),
    path("notices/", views.notices, name="notices"),
]
