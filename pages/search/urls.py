"""Below ``/en/search/``."""

from django.urls import path

from pages.search import views

urlpatterns = [
    path("", views.search_page, name="search"),
    path("suggest/", views.suggest, name="search_suggest"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
]
