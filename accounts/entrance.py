"""The pages of /accounts/: allauth's, those that anybody can post to with a limit, and the mailed link's page ours."""

from allauth.account import views as allauth_views
from django.urls import include, path

from accounts.limits import RESETS_FROM_PLACE, SIGN_UPS_FROM_PLACE, limit_posts
from accounts.views import confirm_email

urlpatterns = [
    path("signup/", limit_posts(SIGN_UPS_FROM_PLACE)(allauth_views.signup), name="account_signup"),
    path(
        "password/reset/",
        limit_posts(RESETS_FROM_PLACE)(allauth_views.password_reset),
        name="account_reset_password",
    ),
    path("confirm-email/<str:key>/", confirm_email, name="account_confirm_email"),
    path("", include("allauth.account.urls")),
]
