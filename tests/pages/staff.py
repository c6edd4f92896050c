"""Members of staff for tests: accounts in the groups that the migrations make, with an admin language of their own."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

from pages.groups import CHINESE_TRANSLATORS, EDITORS, ENGLISH_EDITORS, MODERATORS

ACCOUNTS = {
    "editor": EDITORS,
    "english_editor": ENGLISH_EDITORS,
    "translator": CHINESE_TRANSLATORS,
    "moderator": MODERATORS,
}
CHINESE, ENGLISH = "zh-hans", "en"


def sign_in(name: str, language: str) -> Client:
    """A browser in which ``name`` of ACCOUNTS is signed in, with the admin in ``language``."""
    user = get_user_model().objects.create_user(f"{name}-{language}", email=f"{name}@example.org", password=None)
    user.groups.add(Group.objects.get(name=ACCOUNTS[name]))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client = Client()
    client.force_login(user)
    return client
