from django.apps import AppConfig


class PeergroupsConfig(AppConfig):
    name = "peergroups"
    default_auto_field = "django.db.models.BigAutoField"
