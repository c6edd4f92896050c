"""Where allauth's views do not do what this site needs."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from allauth.mfa.webauthn.views import LoginWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pages.sign_in import second_factor, throttle


class SignInView(LoginView):
    """The one door."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if second_factor.must_set_up(request):
            return redirect("mfa_index")
        whoever = getattr(request, "signed_in_user", request.user)
        if whoever.is_authenticated and not (
            request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")
        ):
            logout(request)  # or the admin and this page would send them to and fro
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class PasskeySignInView(LoginWebAuthnView):
    """A passkey is the password and the second factor at once; it opens nothing to whom the admin is closed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        adapter = get_adapter(request)
        try:
            throttle.take([(throttle.PASSKEYS, (adapter.get_client_ip(request),))])
        except throttle.TooManyAttempts:
            messages.error(request, adapter.error_messages["too_many_login_attempts"])
            return redirect("account_login")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.cleaned_data["credential"].user
        if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
            messages.error(self.request, get_adapter().error_messages["incorrect_code"])
            return redirect("account_login")
        response: HttpResponse = super().form_valid(form)
        return response


class SecurityView(IndexView):
    """One's own password, second factors and sessions on one page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        factors = context["authenticators"]
        codes = factors.get("recovery_codes")
        return context | {
            "app": factors.get("totp"),
            "passkeys": factors.get("webauthn", []),
            "has_codes": codes is not None,
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "must_set_up": second_factor.must_set_up(self.request),
            "session_count": len(UserSession.objects.purge_and_list(self.request.user)),
        }


class SessionsView(ListUserSessionsView):
    """One's own sessions: end one of them, or all but this one."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = request.POST.get("session", "")
        if not chosen:
            return super().post(request, *args, **kwargs)
        session = UserSession.objects.filter(user=request.user, pk=int(chosen) if chosen.isdecimal() else 0).first()
        if session:
            session.end()
            messages.success(request, _("The session was ended."))
        return HttpResponseRedirect(self.success_url)


class RemovePasskeyView(RemoveWebAuthnView):
    """Not the last second factor where one is required."""

    def form_valid(self, form: Any) -> HttpResponse:
        from allauth.mfa.adapter import get_adapter as second_factors

        adapter = second_factors()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        response: HttpResponse = super().form_valid(form)
        return response


sign_in = SignInView.as_view()
sign_in_with_passkey = PasskeySignInView.as_view()
security = SecurityView.as_view()
sessions = SessionsView.as_view()
remove_passkey = RemovePasskeyView.as_view()
