"""WSGI entry of the site; gunicorn runs it in production."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onestop.site.settings.production")

application = get_wsgi_application()
