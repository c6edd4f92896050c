"""Addresses below the admin's path, before Wagtail's own, which these replace."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from pages.bilingual.editing_ping import ping
from pages.bilingual.model_views import LanguageSettingView

PING = "editing-sessions/ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/"

urlpatterns = [
    path(PING, require_admin_access(ping)),
    path("settings/<slug:app_name>/<slug:model_name>/<int:pk>/", require_admin_access(LanguageSettingView.as_view())),
]
