#!/usr/bin/env python
"""Django's command line. Settings default to the demo's; production sets DJANGO_SETTINGS_MODULE."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onestop.site.settings.demo")
    execute_from_command_line(sys.argv)
