"""Accounts: django-allauth, the second factor, sessions (docs/security.md)."""

import environ

env = environ.Env()

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "onestop.site.accounts.passwords.LongEnoughValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "onestop.site.accounts.passwords.LettersAndMoreValidator"},
]

ACCOUNT_ADAPTER = "onestop.site.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "onestop.site.accounts.forms.LoginForm",
    "reauthenticate": "onestop.site.accounts.forms.ReauthenticateForm",
    "change_password": "onestop.site.accounts.forms.ChangePasswordForm",
    "reset_password": "onestop.site.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "onestop.site.accounts.forms.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email", "phone"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # whoever asks about a stranger's address sends the stranger nothing
# Five wrong passwords for one account close it for five minutes.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"login_failed": "10/m/ip,5/5m/key"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

MFA_ADAPTER = "onestop.site.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "onestop.site.accounts.factor_forms.AuthenticateForm",
    "reauthenticate": "onestop.site.accounts.factor_forms.ReauthenticateForm",
    "activate_totp": "onestop.site.accounts.factor_forms.ActivateForm",
    "add_webauthn": "onestop.site.accounts.factor_forms.AddKeyForm",
    "edit_webauthn": "onestop.site.accounts.factor_forms.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # staff accounts are made by an administrator
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off

# Whoever gets into the admin must have an authenticator app or a passkey. Production has it on.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=False)
# Sessions of one account at the same time; a further one ends the oldest.
ACCOUNT_SESSIONS = env.int("ACCOUNT_SESSIONS", default=3)
