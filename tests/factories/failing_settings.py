"""Settings of a server around which everything fails that is not needed to take a step."""

from onestop.tests.factories.server_settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
SMS_BACKEND = "onestop.tests.factories.failing.Gateway"
TASKS = {"default": {"BACKEND": "onestop.tests.factories.failing.Tasks"}}
