"""The public addresses. Fixed words (stories, reader, privacy) go before names of coverages."""

from django.urls import path, register_converter

from workflow.newsstand import addresses, media, reader, views

register_converter(addresses.OurLanguage, "language")
register_converter(addresses.ServedLanguage, "served")
register_converter(addresses.ReaderToken, "token")
register_converter(addresses.HashPrefix, "hash")
register_converter(addresses.IssueNumber, "number")

app_name = "newsstand"
urlpatterns = [
    path("", views.door, name="door"),
    path("house.css", media.house_styles, name="styles"),
    path("favicon.ico", media.icon),
    path("media/<hash:prefix>.<slug:ending>", media.picture, name="picture"),
    path("<language:language>/", views.home, name="home"),
    path("<language:language>/privacy/", views.privacy, name="privacy"),
    path("<language:language>/stories/<slug:slug>/", views.story, name="story"),
    path("<language:language>/reader/<token:token>/", reader.preferences, name="preferences"),
    path(
        "<language:language>/reader/<token:token>/unsubscribe/",
        reader.unsubscribe,
        name="unsubscribe",
    ),
    path(
        "<language:language>/reader/<token:token>/subscribe/",
        reader.subscribe,
        name="subscribe",
    ),
    path("<language:language>/<slug:coverage>/", views.archive, name="archive"),
    path(
        "<language:language>/<slug:coverage>/<number:number>/",
        views.edition,
        name="edition",
    ),
    path("<served:language>/", views.in_our_spelling),
    path("<served:language>/<path:rest>", views.in_our_spelling),
]
