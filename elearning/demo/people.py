"""The fictional people of the demo: who they are and where they come in."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

TRAINER = ("trainer@voorbeeld.example", "Mila Hendriks")
MANAGER = ("beheer@voorbeeld.example", "Ruben Smit")
CLERKS = {
    "xg01": ("griffie@voorbeeldstad.example", "Hanna Brink"),
    "xp01": ("griffie@zandoever.example", "Joris de Boer"),
    "xw01": ("secretaris@delagehoek.example", "Petra Jansen"),
}

#: Role, address to sign in with, page where the role works.
ENTRANCES = [
    (_("member (council and province)"), "noor.dewit@voorbeeldstad.example", "/leren/"),
    (_("member, just joined"), "corrie.mulder@voorbeeldstad.example", "/leren/"),
    (_("member (water authority)"), "froukje.visser@delagehoek.example", "/leren/"),
    (_("clerk of the council"), CLERKS["xg01"][0], "/griffie/"),
    (_("clerk of the province"), CLERKS["xp01"][0], "/griffie/"),
    (_("secretary, water authority"), CLERKS["xw01"][0], "/griffie/"),
    (_("trainer"), TRAINER[0], "/beheer/"),
    (_("manager"), MANAGER[0], "/beheer/"),
]


def account(email):
    """The account with `email`, or None."""
    return get_user_model().objects.filter(email=email).first()
