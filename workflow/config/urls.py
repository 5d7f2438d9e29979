"""The project's addresses: the desk's, then everybody's."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include("workflow.desk.urls")),
    path("", include("workflow.newsstand.urls")),
]

handler400 = "workflow.newsstand.errors.bad_request"
handler403 = "workflow.newsstand.errors.forbidden"
handler404 = "workflow.newsstand.errors.not_found"
handler500 = "workflow.newsstand.errors.server_error"
