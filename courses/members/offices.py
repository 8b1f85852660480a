"""Which office a list means: 'Fractievoorzitter / raadslid' is a raadslid."""

import re

from courses.members.models import Kind, Office
from courses.members.names import cleaned

_COMMON = {Office.CLERK, Office.OTHER, Office.PARTY_ASSISTANT}
OFFICES_OF = {
    Kind.MUNICIPALITY: {Office.COUNCILLOR, Office.CITIZEN_COUNCILLOR, Office.ALDERMAN, Office.MAYOR} | _COMMON,
    Kind.PROVINCE: {Office.STATES_MEMBER, Office.CITIZEN_STATES_MEMBER, Office.DEPUTY, Office.COMMISSIONER} | _COMMON,
    Kind.WATER_AUTHORITY: {Office.BOARD_MEMBER, Office.EXECUTIVE_BOARD_MEMBER, Office.DIKE_REEVE} | _COMMON,
}
#: What somebody is when the list does not say and everybody in it is the same.
DEFAULT_OFFICE = {
    Kind.MUNICIPALITY: Office.COUNCILLOR,
    Kind.PROVINCE: Office.STATES_MEMBER,
    Kind.WATER_AUTHORITY: Office.BOARD_MEMBER,
}
_SPELLINGS = {
    Office.COUNCILLOR: "raadslid, gemeenteraadslid, lid gemeenteraad, lid van de raad, lid raad, lid van de "
    "gemeenteraad, councillor",
    Office.CITIZEN_COUNCILLOR: "burgerraadslid, duoraadslid, duo raadslid, raadscommissielid, schaduwraadslid, "
    "steunraadslid, burgerraadscommissielid",
    Office.PARTY_ASSISTANT: "fractieondersteuner, fractieassistent, fractiemedewerker, ambtelijk fractieondersteuner",
    Office.ALDERMAN: "wethouder",
    Office.MAYOR: "burgemeester, waarnemend burgemeester, wnd burgemeester",
    Office.STATES_MEMBER: "statenlid, lid provinciale staten, lid van provinciale staten, provinciaal statenlid, lid "
    "ps",
    Office.CITIZEN_STATES_MEMBER: "burgerstatenlid, duostatenlid, duo statenlid, statencommissielid",
    Office.DEPUTY: "gedeputeerde, lid gedeputeerde staten, lid gs",
    Office.COMMISSIONER: "commissaris van de koning, commissaris van de koningin, commissaris, cdk",
    Office.BOARD_MEMBER: "ab lid, lid ab, lid algemeen bestuur, algemeen bestuurslid, lid van het algemeen bestuur, "
    "hoofdingeland, geborgd lid",
    Office.EXECUTIVE_BOARD_MEMBER: "db lid, lid db, lid dagelijks bestuur, dagelijks bestuurslid, lid van het "
    "dagelijks bestuur, heemraad, hoogheemraad",
    Office.DIKE_REEVE: "dijkgraaf, watergraaf",
    Office.CLERK: "griffier, plaatsvervangend griffier, statengriffier, raadsgriffier, secretaris directeur",
    Office.OTHER: "overig, anders",
}
_OFFICES = {spelling: office for office, text in _SPELLINGS.items() for spelling in text.split(", ")}
#: What one word means depends on where it is said.
_BY_KIND = {
    Kind.MUNICIPALITY: dict.fromkeys(["burgerlid", "commissielid", "steunfractielid"], Office.CITIZEN_COUNCILLOR),
    Kind.PROVINCE: dict.fromkeys(["burgerlid", "commissielid", "steunfractielid"], Office.CITIZEN_STATES_MEMBER),
    Kind.WATER_AUTHORITY: {"algemeen bestuur": Office.BOARD_MEMBER, "dagelijks bestuur": Office.EXECUTIVE_BOARD_MEMBER},
}
_LEADING_MEMBERS = ("fractievoorzitter", "fractieleider", "lid", "lijsttrekker")


def read_office(value, *, kind):
    """The Office that a cell names for an organisation of `kind`; None when it names none that we know."""
    text = cleaned(value).casefold()
    known = _OFFICES | _BY_KIND[kind]
    parts = [_plain(text), *map(_plain, re.split(r"[/,;&+()]|\ben\b|\btevens\b|\s-\s", text))]
    named = [known[part] for part in parts if part in known]
    named += [DEFAULT_OFFICE[kind] for part in parts if part in _LEADING_MEMBERS]
    specific = [office for office in named if office != Office.OTHER]
    return (specific or named or [None])[0]


def _plain(text):
    text = re.sub(r"[\W_]+", " ", text).strip()
    return re.sub(r" [vmx]$", "", text)  # 'raadslid (v)'
