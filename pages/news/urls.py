"""Below ``/en/news/``: the feeds. The section and its items are pages."""

from django.urls import path

from pages.news import feeds

urlpatterns = [
    path("feed/", feeds.feed_of_all, name="news_feed"),
    path("feed/<slug:kind>/", feeds.feed_of_kind, name="news_feed_of_kind"),
    path("feed/session/<int:number>/", feeds.feed_of_session, name="news_feed_of_session"),
]
