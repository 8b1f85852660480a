"""`manage.py demo`: everything on this machine, ready to walk through in all four roles."""

import os
import signal
import socket
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from elearning.demo import people
from elearning.demo.filling import fill_demo
from elearning.settings import environment


class Command(BaseCommand):
    help = "Fill the database with fictional organisations and people, and start the site with its worker."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-server", action="store_true", help="Only fill; do not start the site.")

    def handle(self, *, host, port, no_server, **options):
        if not getattr(settings, "DEMO", False):
            raise CommandError(_("The demo does not run with production settings. Nothing was changed."))
        if not no_server:
            self.refuse_taken_port(host, port)
        for folder in (settings.DATA_DIR, settings.STATIC_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        self.migrate()
        fill_demo(say=self.say)
        self.explain(host, port)
        if not no_server:
            self.serve(host, port)

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()

    def refuse_taken_port(self, host, port):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                raise CommandError(
                    _(
                        "Port %(port)s is already in use, so the site cannot start. Nothing was changed. "
                        "Stop the other program, or choose another port: make demo PORT=8001"
                    )
                    % {"port": port}
                ) from None

    def migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say(_("Preparing the database (about half a minute the first time)…"))
            call_command("migrate", verbosity=0, interactive=False)

    def explain(self, host, port):
        origin = f"http://{host}:{port}"
        self.say("")
        self.say(_("The site: %(origin)s   (stop with Ctrl-C)") % {"origin": origin})
        self.say(
            _("Sign in with one of these addresses. The code appears here and in %(folder)s.")
            % {"folder": settings.EMAIL_FILE_PATH}
        )
        for role, email, address in people.ENTRANCES:
            self.say(f"  {str(role):<28} {email:<42} {origin}{address}")
        self.say("")

    def serve(self, host, port):
        """Run the site and the worker until Ctrl-C; when one stops, the other stops too."""
        # From here on Ctrl-C and a kill both end up in the finally below.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        connection.close()
        manage = [sys.executable, "manage.py"]
        site = [
            *(sys.executable, "-m", "gunicorn", "elearning.wsgi", "--bind", f"{host}:{port}", "--workers", "2"),
            *(
                "--env",
                "DJANGO_SETTINGS_MODULE=elearning.settings.development",
                "--log-level",
                "warning",
                "--no-control-socket",
            ),
        ]
        # links in mails lead to the port on which this demo listens
        surroundings = {**os.environ, "SITE_ORIGIN": environment.SITE_ORIGIN or f"http://{host}:{port}"}
        processes = [
            # in sessions of their own: Ctrl-C reaches only this process, which lets them finish what they are doing
            subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True, env=surroundings)
            for command in ([*manage, "worker", "--verbosity", "0"], site)
        ]
        try:
            while all(process.poll() is None for process in processes):
                try:
                    processes[1].wait(timeout=1)
                except subprocess.TimeoutExpired:
                    continue
        except KeyboardInterrupt:
            self.say("")
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=20)
