"""What ``evaluation`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from wagtail import hooks

from onestop.requests.evaluation import day
from onestop.site import hooks as site_hooks

hooks.register(site_hooks.DESK_TASKS, day.tasks)
