"""The root of the addresses: each app keeps its own list."""

from django.contrib import admin
from django.urls import include, path

from clusterix import api, sitemap, views
from clusterix.home.views import going_on, home

urlpatterns = [
    path("", home, name="home"),
    path("going-on/", going_on, name="going_on"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap.sitemap_section, name="sitemap_section"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("style/", views.style, name="style"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("", include("clusterix.setup.urls")),
    path("", include("clusterix.letter.urls")),
    path("", include("core.urls")),
    path("", include("regions.urls")),
    path("", include("practices.urls")),
    path("", include("exchanges.urls")),
    path("", include("peergroups.urls")),
    path("", include("assessments.urls")),
    path("", include("plans.urls")),
    path("", include("reports.urls")),
]

handler400 = "clusterix.views.bad_request"
handler403 = "clusterix.views.forbidden"
handler404 = "clusterix.views.not_found"
handler500 = "clusterix.views.server_error"
