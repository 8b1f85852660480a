"""`manage.py worker`: background work and the clock in one process."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from elearning.working import SteadyWorker, Ticker


class Command(BaseCommand):
    help = (
        "Does background work (mails with codes, opening a year) and ticks every TICK_MINUTES minutes. Several at once "
        "share the work. Stops on SIGTERM or Ctrl-C after what it is doing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--tick-every",
            type=float,
            metavar="SECONDS",
            default=settings.TICK_EVERY.total_seconds(),
            help="seconds between two ticks (default: %(default)s)",
        )

    def handle(self, *, tick_every, verbosity, **options):
        worker = SteadyWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        ticker = Ticker(every=tick_every, said=lambda done: self.say(done, verbosity))
        worker.configure_signals()
        if verbosity:
            self.tell(_("The worker is at work, and ticks every %(seconds)d seconds.") % {"seconds": tick_every})
        ticker.start()
        try:
            worker.run()
        finally:
            ticker.stop()

    def say(self, done, verbosity):
        """What a tick did; nothing of one that found nothing to do, unless asked with --verbosity 2."""
        if verbosity > 1 or (verbosity and done.anything):
            self.tell(str(done))

    def tell(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()
