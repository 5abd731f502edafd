"""WSGI entry of the site; gunicorn runs it in production."""

import os

from django.core.wsgi import get_wsgi_application

from onestop.site.page_cache.front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onestop.site.settings.production")

application = Front(get_wsgi_application())
