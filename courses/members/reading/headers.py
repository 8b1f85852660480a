"""What a header means: which of our fields stands in the column below it, as lists call these, or as a clerk said."""

import re
import unicodedata
from collections.abc import Mapping

from courses.members.names import cleaned

EMAIL, FULL, GIVEN, FIRST_NAMES, INITIALS = "email", "full", "given", "first_names", "initials"
PREFIX, SURNAME, OFFICE, START, END = "prefix", "surname", "office", "start", "end"
_SPELLINGS = {
    EMAIL: "email emailadres mail mailadres emailraad emailgriffie emailzakelijk zakelijkemail zakelijkemailadres "
    "emailgemeente "
    "emailwerk emailadresgemeente emailadresraad emailaddress emailprovincie emailwaterschap raadsmail raademail "
    "werkmail eadres "
    "emailadreszakelijk gemeentelijkemailadres epost",
    FULL: "naam volledigenaam naamlid naamraadslid naamstatenlid naamablid naamdeelnemer naampersoon weergavenaam "
    "fullname name "
    "displayname voorenachternaam voornaamenachternaam namen naamenvoorletters naamraadsleden",
    GIVEN: "voornaam roepnaam firstname givenname voornaamroepnaam roepnaamvoornaam",
    FIRST_NAMES: "voornamen doopnamen",
    INITIALS: "voorl voorletter voorletters initialen initials vl vltrs",
    PREFIX: "tussenv tussenvoegsel tussenvoegsels tussenvgsl tv tussenvgs tussen voorvoegsel voorvoegsels vv infix "
    "prefix",
    SURNAME: "achternaam familienaam geslachtsnaam lastname surname familyname",
    OFFICE: "functie functies functienaam rol ambt hoedanigheid soortlid typelid role office function",
    START: "startdatum start ingangsdatum begindatum begin beedigdop beedigd beediging datumbeediging "
    "beedigingsdatum sinds lidsinds "
    "lidvanaf vanaf datumingang infunctiesinds functiesinds geinstalleerdop installatie installatiedatum "
    "datuminstallatie benoemdop "
    "benoemingsdatum datumbenoeming raadslidsinds statenlidsinds ablidsinds startdate toetreding datumtoetreding "
    "aangetredenop",
    END: "einddatum eind einde lidtot tot totenmet tm uitfunctie datumeinde ontslagdatum datumontslag "
    "eindelidmaatschap enddate "
    "aftreden afgetredenop datumaftreden uitdienst infunctietot eindmandaat",
}
_FIELDS = {spelling: name for name, text in _SPELLINGS.items() for spelling in text.split()}
FIELDS = (EMAIL, FULL, GIVEN, FIRST_NAMES, INITIALS, PREFIX, SURNAME, OFFICE, START, END)
#: What a clerk chose for a column that we would have used.
UNUSED = ""


def header_score(cells):
    """How many different fields a row of cells names; 0 for a row that is no header."""
    return len({field_of(cell) for cell in cells} - {None})


def field_of(header):
    """The field that a header names, None for an unknown or unwanted one."""
    return _FIELDS.get(header_key(header))


def header_key(header) -> str:
    """A header as it is remembered: small letters and digits only; "" for what is no header."""
    if not isinstance(header, str) or len(header) > 60:
        return ""
    flat = "".join(c for c in unicodedata.normalize("NFKD", header.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]", "", flat)


def shown(header):
    """A header as it may be repeated: one line, without marks that steer a terminal, at most 40 characters."""
    return "".join(c if c.isprintable() else " " for c in cleaned(header)).strip()[:40]


class Chosen:
    """What a clerk said that columns are: `{(column letters, header key): field or UNUSED}`; letters "" hold for any
    column with that header. What was not said goes by the header."""

    def __init__(self, said: Mapping | None = None):
        self.said = dict(said or {})

    def field(self, letters: str, header):
        """The field in the column `letters` under `header`; None when it is not used."""
        key = header_key(shown(header))
        for place in ((letters, key), ("", key)):
            if key and place in self.said:
                return self.said[place] or None
        return field_of(header)
