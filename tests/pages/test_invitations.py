"""Somebody new is invited by mail, and comes in with the role they were invited to, once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import mail, signing
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission, ModelLogEntry
from wagtail.users.models import UserProfile

from pages.groups import CHINESE_TRANSLATORS, EDITORS, MODERATORS
from pages.people import housekeeping
from pages.people.links import token_of
from pages.people.models import Invitation
from pages.people.roles import roles_that_may_be_given
from tests.pages.staff import CHINESE, ENGLISH, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]
SMTP = "django.core.mail.backends.smtp.EmailBackend"
NAMES = {"last_name": "林", "first_name": "小雨", "username": "linxy"}
GOOD = {**NAMES, "password1": "绵阳的夏天很长很长啊", "password2": "绵阳的夏天很长很长啊"}


def group(name: str) -> Group:
    return Group.objects.get(name=name)


def manager(language: str = ENGLISH) -> Client:
    """A moderator who may add accounts, and is no administrator."""
    client = sign_in("moderator", language)
    user = get_user_model().objects.get(username=f"moderator-{language}")
    user.user_permissions.add(Permission.objects.get(codename="add_user"))
    return client


def invite(client: Client, role: str = EDITORS, language: str = CHINESE, address: str = "lin@example.org") -> Any:
    posted = {"recipient": address, "role": group(role).pk, "language": language}
    return client.post("/admin/invitations/new/", posted)


def invited(client: Client, **said: str) -> Invitation:
    assert invite(client, **said).status_code == 302
    return Invitation.objects.get()


def link_in(text: str) -> str:
    return re.search(r"http://localhost:8000(/admin/welcome/\S+)", text)[1]


def mailed_link() -> str:
    housekeeping.send_invitations()
    return link_in(mail.outbox[-1].body)


def test_a_colleague_is_invited_in_their_language_and_comes_in(admin_client: Client, client: Client) -> None:
    invited(admin_client)
    link = mailed_link()
    [sent] = mail.outbox
    assert sent.to == ["lin@example.org"]
    assert sent.subject == "您在科博会网站的账户"
    assert "编辑" in sent.body
    assert "北京时间" in sent.body
    page = client.get(link).content.decode()
    assert 'lang="zh-Hans"' in page
    assert "lin@example.org" in page
    answer = client.post(link, GOOD)
    assert answer.url == "/admin/"
    assert client.get("/admin/").status_code == 200
    user = get_user_model().objects.get(username="linxy")
    assert (user.email, user.last_name, user.is_superuser) == ("lin@example.org", "林", False)
    assert list(user.groups.values_list("name", flat=True)) == [EDITORS]
    assert UserProfile.get_for_user(user).preferred_language == CHINESE


def test_where_a_second_factor_is_required_it_comes_next(admin_client: Client, client: Client, settings) -> None:
    invited(admin_client)
    settings.STAFF_SECOND_FACTOR = True
    link = mailed_link()
    assert "第二重验证" in mail.outbox[0].body
    assert client.post(link, GOOD).url == "/admin/security/"
    assert client.get("/admin/security/").context["must_set_up"]
    assert client.get("/admin/").status_code == 302


def test_a_bad_password_is_refused_in_the_persons_language(admin_client: Client, client: Client) -> None:
    invited(admin_client)
    link = mailed_link()
    for password, words in (("short", "密码"), ("lin@example.org", "相似"), ("12345678901", "数字")):
        answer = client.post(link, {**GOOD, "password1": password, "password2": password}).content.decode()
        assert words in answer
        assert 'value="linxy"' in answer
    assert Invitation.objects.get().state == "open"


def test_looking_does_not_use_a_link_up(admin_client: Client, client: Client) -> None:
    invited(admin_client)
    link = mailed_link()
    assert {client.get(link).status_code, client.head(link).status_code} == {200}
    assert client.post(link, GOOD).status_code == 302


def used(invitation: Invitation) -> None:
    invitation.accepted_at = timezone.now()


def expired(invitation: Invitation) -> None:
    invitation.open_until = timezone.now() - timedelta(minutes=1)


def withdrawn(invitation: Invitation) -> None:
    invitation.withdrawn_at = timezone.now()


def sent_anew(invitation: Invitation) -> None:
    invitation.link_number += 1


def inviter_switched_off(invitation: Invitation) -> None:
    get_user_model().objects.filter(pk=invitation.invited_by_id).update(is_active=False)


def inviter_gone(invitation: Invitation) -> None:
    invitation.invited_by = None


def address_has_an_account(invitation: Invitation) -> None:
    get_user_model().objects.create_user("other", email="LIN@example.org")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (used, "此链接已使用过"),
        (expired, "再次发送"),
        (withdrawn, "已撤回"),
        (sent_anew, "较新的邮件"),
        (inviter_switched_off, "不能再授予"),
        (inviter_gone, "不能再授予"),
        (address_has_an_account, "已有账户"),
    ],
)
def test_a_link_that_no_longer_opens_says_why(admin_client: Client, client: Client, what: Any, words: str) -> None:
    invitation = invited(admin_client)
    link = mailed_link()
    what(invitation)
    invitation.save()
    for answer in (client.get(link, headers={"accept-language": "zh-CN"}), client.post(link, GOOD)):
        assert answer.status_code == 410
        assert client.get("/admin/").status_code == 302
    assert words in client.get(link, headers={"accept-language": "zh-CN"}).content.decode()
    assert not get_user_model().objects.filter(username="linxy").exists()


def test_forged_links_open_nothing(admin_client: Client, client: Client) -> None:
    """By class: another signature, none, one of another purpose, one bit changed, an id that is none."""
    good = token_of(invited(admin_client))
    said = {"invitation": Invitation.objects.get().pk, "link": 1}
    forged = [
        signing.Signer(key="guessed" * 9, salt="pages.people.invitation", sep=".").sign_object(said),
        good.split(".")[0],
        signing.Signer(salt="pages.sign_in.known_browser", sep=".").sign_object(said),
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        signing.Signer(salt="pages.people.invitation", sep=".").sign_object({"invitation": 10**9, "link": 1}),
    ]
    for token in forged:
        assert client.get(f"/admin/welcome/{token}/").status_code == 404
        assert client.post(f"/admin/welcome/{token}/", GOOD).status_code == 404
    assert not get_user_model().objects.filter(username="linxy").exists()


def test_what_is_posted_gives_no_more_than_the_invitation(admin_client: Client, client: Client) -> None:
    """Fields the form does not have: rights, groups, another address."""
    invited(admin_client)
    forged = {"is_superuser": "on", "groups": [group(MODERATORS).pk], "email": "other@example.org", "role": "1"}
    client.post(mailed_link(), {**GOOD, **forged})
    user = get_user_model().objects.get(username="linxy")
    assert not user.is_superuser
    assert user.email == "lin@example.org"
    assert [each.name for each in user.groups.all()] == [EDITORS]


def test_sent_again_the_older_link_is_dead_and_withdrawn_both_are(admin_client: Client, client: Client) -> None:
    invitation = invited(admin_client)
    first = mailed_link()
    admin_client.post(f"/admin/invitations/{invitation.pk}/", {"again": ""})
    second = mailed_link()
    assert [client.get(link).status_code for link in (first, second)] == [410, 200]
    admin_client.post(f"/admin/invitations/{invitation.pk}/", {"withdraw": ""})
    assert [client.get(link).status_code for link in (first, second)] == [410, 410]
    assert invite(admin_client).status_code == 302, "and the address can be invited anew"


def test_an_address_that_has_an_account_is_refused_to_whoever_invites(admin_client: Client) -> None:
    get_user_model().objects.create_user("wang", email="Wang@example.org", last_name="王", first_name="芳")
    get_user_model().objects.create_user("old", email="old@example.org", is_active=False)
    assert "王芳 has an account" in invite(admin_client, address="wang@example.org").content.decode()
    assert "switched off" in invite(admin_client, address="old@example.org").content.decode()
    invited(admin_client)
    assert "invited already" in invite(admin_client, address="LIN@example.org").content.decode()
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("role", ["editor", "english_editor", "translator", "moderator"])
def test_who_may_not_add_accounts_invites_nobody(admin_client: Client, role: str) -> None:
    invitation = invited(admin_client)
    client = sign_in(role, CHINESE)
    assert "/admin/invitations/" not in client.get("/admin/").content.decode()
    for path in ("", "new/", f"{invitation.pk}/"):
        assert client.get(f"/admin/invitations/{path}").status_code == 302
    invite(client, address="friend@example.org")
    client.post(f"/admin/invitations/{invitation.pk}/", {"withdraw": ""})
    assert Invitation.objects.get().state == "open"


def test_nobody_invites_into_more_than_they_may_give() -> None:
    client = manager()
    user = get_user_model().objects.get(username="moderator-en")
    names = {each.name for each in roles_that_may_be_given(user)}
    assert {EDITORS, MODERATORS, CHINESE_TRANSLATORS} <= names
    strong = Group.objects.create(name="Heads")
    strong.permissions.add(Permission.objects.get(codename="delete_user"))
    elsewhere = Group.objects.create(name="Everywhere")
    publish = GroupPagePermission.objects.filter(group=group(MODERATORS), permission__codename="publish_basepage").get()
    GroupPagePermission.objects.create(group=elsewhere, page=publish.page, permission=publish.permission)
    page = client.get("/admin/invitations/new/").content.decode()
    assert "Heads" not in page
    assert "Everywhere" in page
    assert invite(client, role="Heads").status_code == 200
    group(MODERATORS).page_permissions.filter(pk=publish.pk).update(page=publish.page.get_first_child())
    user = get_user_model().objects.get(pk=user.pk)
    assert "Everywhere" not in {each.name for each in roles_that_may_be_given(user)}, "theirs holds below alone"
    assert not Invitation.objects.exists()


def test_what_the_inviter_lost_the_invited_person_does_not_get(client: Client) -> None:
    invited(manager())
    link = mailed_link()
    group(EDITORS).permissions.add(Permission.objects.get(codename="delete_user"))
    assert client.post(link, GOOD).status_code == 410


def test_the_log_says_who_invited_and_who_came(admin_client: Client, client: Client) -> None:
    invitation = invited(admin_client)
    admin_client.post(f"/admin/invitations/{invitation.pk}/", {"again": ""})
    client.post(mailed_link(), GOOD)
    noted = ModelLogEntry.objects.filter(content_type__model="invitation").order_by("pk")
    assert [each.action.split("_")[-1] for each in noted] == ["wagtail.create", "again", "accepted"]
    user = get_user_model().objects.get(username="linxy")
    given = ModelLogEntry.objects.get(action="audit.rights", object_id=str(user.pk))
    assert given.user.username == "admin"


def test_whoever_is_signed_in_is_not_turned_into_somebody_else(admin_client: Client) -> None:
    invited(admin_client)
    link = mailed_link()
    assert admin_client.post(link, GOOD).status_code == 200
    assert Invitation.objects.get().state == "open"


def test_a_mail_server_that_is_away_is_tried_again_and_said(admin_client: Client, settings) -> None:
    invitation = invited(admin_client)
    settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": {"host": "127.0.0.1", "port": 1}}}
    housekeeping.send_invitations()
    invitation.refresh_from_db()
    assert invitation.sent_at is None
    assert invitation.tries == 1
    assert "the last one failed" in admin_client.get(f"/admin/invitations/{invitation.pk}/").content.decode()


def test_nothing_is_mailed_for_a_withdrawn_invitation_and_old_ones_are_forgotten(admin_client: Client) -> None:
    invitation = invited(admin_client)
    admin_client.post(f"/admin/invitations/{invitation.pk}/", {"withdraw": ""})
    housekeeping.send_invitations()
    assert mail.outbox == []
    assert housekeeping.forget_invitations()["en"].startswith("0 ")
    Invitation.objects.update(open_until=timezone.now() - housekeeping.KEPT_FOR - timedelta(minutes=1))
    assert housekeeping.forget_invitations()["en"].startswith("1 ")
