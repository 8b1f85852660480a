"""For whom a module is meant. Content knows no people: who belongs to an audience is the register's to say."""

from django.utils.translation import gettext_lazy as _

MEMBERS = "members"
STATES = "states"
BOARD = "board"
EXECUTIVES = "executives"
CLERKS = "clerks"

AUDIENCES = [
    (MEMBERS, _("all members")),
    (STATES, _("members of Provinciale Staten")),
    (BOARD, _("members of the general board of a water authority")),
    (EXECUTIVES, _("executives, such as aldermen and mayors")),
    (CLERKS, _("clerks and secretaries")),
]
