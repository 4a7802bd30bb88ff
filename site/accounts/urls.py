"""URLs of django-allauth below the admin; its login has rate limits, which Wagtail's has not."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from accounts import second_factor
from accounts.views import disabled, reset_password, reset_password_from_key, sign_in

urlpatterns = [
    path("login/", sign_in, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/zetten/", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", reset_password, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "wachtwoord/nieuw/<str:uidb36>-<str:key>/",
        reset_password_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/nieuw/klaar/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("2fa/bevestigen/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/app/uit/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/herstelcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/herstelcodes/nieuw/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/herstelcodes/bestand/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    # allauth requires these names; accounts are managed by administrators.
    path("aanmelden/", disabled, name="account_signup"),
    path("e-mail/", disabled, name="account_email"),
    path("e-mail/bevestigen/", disabled, name="account_email_verification_sent"),
    path("e-mail/bevestigen/<str:key>/", disabled, name="account_confirm_email"),
    path("inactief/", account.account_inactive, name="account_inactive"),
]
