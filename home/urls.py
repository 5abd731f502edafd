"""Addresses of ``home`` beyond its pages."""

from django.urls import path

from onestop.home import sitemaps
from onestop.home.columns.feeds import standards_feed
from onestop.home.training import urls as training_urls

urlpatterns = [
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("feeds/standards/", standards_feed, name="standards_feed"),
    *training_urls.urlpatterns,
]
