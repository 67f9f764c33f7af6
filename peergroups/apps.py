from django.apps import AppConfig


class PeergroupsConfig(AppConfig):
    name = "peergroups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models, and what speaks of them, can be imported only now.
        from core import jobs, notices, panels
        from exchanges import guests, organisers
        from peergroups import letters, signals  # noqa: F401 - connects the receivers
        from peergroups import panels as own
        from peergroups.acquaintances import people_of_own_sessions
        from peergroups.models import Session
        from peergroups.personal_data import register_all
        from peergroups.preparing.contents import kept_contents
        from peergroups.tasks import forget_guests, seal_old_sessions, tell_new_agendas
        from practices.documents import store
        from practices.talking import chairs
        from regions.directory import register_acquaintances

        organisers.register(own.is_moderator_of)
        guests.register(Session.objects.exchanges_over)
        panels.register("exchange_detail", "peergroups/_sessions_panel.html", own.sessions_at)
        panels.register("exchange_detail", "peergroups/_panel_plan.html", own.planning_at)
        panels.register("topic", "peergroups/_panel_topic.html", own.groups_from)
        panels.register("practice_more", "peergroups/_panel_discussed.html", own.discussed_at)
        panels.register("assessment_detail", "peergroups/_panel_rated.html", own.rated_at)
        panels.register("session_detail", "peergroups/_panel_assessed.html", own.assessed_after)
        chairs.register(own.practices_moderated)
        notices.register_readable("peergroups.session", Session.objects.visible_to)
        register_all()
        letters.register()
        store.register_use(kept_contents)
        jobs.every_night("make old sessions final", seal_old_sessions)
        jobs.every_night("forget addresses of guests", forget_guests)
        jobs.every_hour("write about new agendas", tell_new_agendas)
        register_acquaintances(people_of_own_sessions)
