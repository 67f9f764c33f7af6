"""Makes `django.contrib.admin.site` ours."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "clusterix.administration.site.AdministrationSite"
