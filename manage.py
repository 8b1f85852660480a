#!/usr/bin/env python
"""Run a management command; `demo` starts everything on this machine."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
