"""Django's own commands; `{{ project_slug }} --help` lists those of the service."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "{{ package_name }}.django_settings")
execute_from_command_line(sys.argv)
