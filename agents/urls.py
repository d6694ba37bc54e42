"""The addresses of those who answer. Four names are django-allauth's, which looks for them: account_… and mfa_…."""

from django.urls import path

from agents.views import account, directory, entry, password, sessions, two_factor

urlpatterns = [
    path("login/", entry.LogIn.as_view(), name="account_login"),
    path("login/code/", entry.SecondFactor.as_view(), name="mfa_authenticate"),
    path("logout/", entry.LogOut.as_view(), name="account_logout"),
    path("register/", entry.Registration.as_view(), name="account_signup"),
    path("password/reset/", password.Reset.as_view(), name="password_reset"),
    path("password/reset/sent/", password.ResetSent.as_view(), name="password_reset_sent"),
    path("password/reset/<uidb64>/<token>/", password.ResetLink.as_view(), name="password_reset_link"),
    path("account/", account.Profile.as_view(), name="account"),
    path("account/zone/", account.Zone.as_view(), name="zone"),
    path("account/theme/", account.ChosenTheme.as_view(), name="theme"),
    path("account/notices/", account.ChosenNotices.as_view(), name="notices"),
    path("account/password/", password.Password.as_view(), name="password"),
    path("account/sessions/", sessions.Sessions.as_view(), name="sessions"),
    path("account/two-factor/", two_factor.TwoFactor.as_view(), name="two_factor"),
    path("account/two-factor/set-up/", two_factor.SetUp.as_view(), name="two_factor_set_up"),
    path("account/two-factor/codes/", two_factor.RecoveryCodes.as_view(), name="recovery_codes"),
    path("account/two-factor/turn-off/", two_factor.TurnOff.as_view(), name="two_factor_off"),
    path("agents/", directory.AgentList.as_view(), name="agents"),
    path("agents/hr-code/", directory.CurrentHRCode.as_view(), name="hr_code"),
]
