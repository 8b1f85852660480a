"""What a council settles at the end of a discussion evening: questions, each with a line to write the answer on."""

from django.utils.translation import gettext_lazy as _

QUESTIONS = [
    _("Whom do we call first, also at night and in the weekend? Does everybody have that number now?"),
    _("What do we always report? Agree on where the line is, so that nobody has to weigh it alone."),
    _("Who goes to the police: the member or our organisation? And whose address do we give?"),
    _("Who calls the member the next day, and again after two weeks? Who asks how it is at home?"),
    _("What do we say in public when this happens to one of us? Who speaks for all of us?"),
    _("What do we do when it goes wrong in a meeting or on the public gallery? Who steps in?"),
    _("When do we talk about this again?"),
]
