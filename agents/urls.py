"""The addresses of those who answer. The first three names are django-allauth's: it looks for them."""

from django.urls import path

from agents import views

urlpatterns = [
    path("login/", views.LogIn.as_view(), name="account_login"),
    path("logout/", views.LogOut.as_view(), name="account_logout"),
    path("register/", views.Registration.as_view(), name="account_signup"),
    path("agents/", views.AgentList.as_view(), name="agents"),
    path("agents/hr-code/", views.CurrentHRCode.as_view(), name="hr_code"),
]
