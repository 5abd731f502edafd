"""What ``filing`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""
