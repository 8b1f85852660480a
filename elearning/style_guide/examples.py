"""Contexts for the style guide: made by the same code that makes them for members, from invented texts."""

from datetime import date

from django import forms
from django.template.loader import render_to_string
from django.templatetags.static import static

from content.editions.path import path_of
from content.figures.chart import chart
from content.help.documents import starter
from content.help.rendering import context_of
from content.languages import DUTCH
from courses.learning.selectors import Task
from courses.members.local.card import ADDRESS, MY_CLERK
from courses.members.models import Kind, Office
from courses.overview.selectors import Row
from courses.planning.status import Status

LONG = "Gemeenschappelijke vergaderingsvoorbereidingscommissieleden en hun plaatsvervangers van buiten de raad"


# --- tasks ------------------------------------------------------------------------------------------------------------


def _tasks(*steps):
    return {
        # the address of a step needs an edition; there is none here, so the links lead nowhere
        "edition": 1,
        "language": DUTCH,
        "step_url": "learning:step",
        "tasks": [
            Task(number, kind, title, minutes, screens, position, done)
            for number, (kind, title, minutes, screens, position, done) in enumerate(steps, start=1)
        ],
    }


def tasks():
    return _tasks(
        ("lesson", "Het hoort er niet bij", 3, 4, 4, True),
        ("lesson", "Waar ligt de grens?", 4, 5, 2, False),
        ("dilemma", "De envelop op de mat", 4, 1, None, False),
        ("quiz", "Wat doet u nu?", 6, 12, None, False),
    )


def tasks_done():
    return _tasks(("lesson", "Het hoort er niet bij", 3, 4, 4, True), ("quiz", "Wat doet u nu?", 6, 12, 12, True))


def tasks_long():
    return _tasks(("lesson", LONG, 3, 4, None, False), ("dilemma", LONG, 4, 1, 0, False))


# --- blocks of a lesson -----------------------------------------------------------------------------------------------


def _message(*lines):
    return {
        "id": "voorbeeld",
        "language": DUTCH,
        "value": {
            "note": "Hieronder staat een grof bericht. U kunt het lezen, of alleen een samenvatting. Beide tellen mee.",
            "summary": "Iemand schrijft dat hij weet waar het raadslid woont en dat het beter kan oppassen.",
            "sender": "Onbekend account",
            "moment": "privébericht, zondag 22.47 uur",
            "lines": [{"id": str(number), "value": line} for number, line in enumerate(lines)],
        },
    }


def message():
    return _message("Stem jij voor, dan weet ik je te vinden.", "Leuk huis trouwens, met die groene deur.")


def message_long():
    return _message(LONG * 3, *["Nog een regel van hetzelfde bericht."] * 5)


def _figure(kind, points):
    value = {
        "title": "Wie met agressie te maken kreeg",
        "chart": kind,
        "unit": "%",
        "denominator": "van de ondervraagde ambtsdragers (verzonnen getallen)",
        "note": "Voorbeeld voor de stijlgids.",
        "source": "Verzonnen voorbeeld",
        "source_url": "",
        "points": [
            {"series": series, "period": period, "value": str(number)}
            for series, numbers in points.items()
            for period, number in numbers.items()
        ],
    }
    return {"id": "voorbeeld", "value": value, "chart": chart(value)}


def figure_lines():
    return _figure(
        "line",
        {
            "raadsleden": {"2020": 33, "2022": 45, "2024": 40},
            "wethouders": {"2020": 46, "2022": 67, "2024": 61},
            "burgemeesters": {"2020": 50, "2022": 56, "2024": 52},
        },
    )


def figure_bars():
    return _figure("bar", {"besproken of intern gemeld": {"2024": 52}, "aangifte gedaan": {"2024": 10}})


def picture():
    return {
        "language": DUTCH,
        "picture": {"width": 320, "height": 320},
        "copies": {"sources": [], "fallback": static("elearning/mark.svg")},
        "alt": "Twee hoeken van een kader om een kring: het teken van deze site.",
    }


def picture_first():
    return {**picture(), "first": True}


def figure_years():
    return _figure(
        "bar", {"besproken of intern gemeld": {"2022": 48, "2024": 52}, "aangifte": {"2022": 12, "2024": 10}}
    )


def figure_gap():
    return _figure("line", {"raadsleden": {"2012": 36, "2018": 28, "2024": 40}, "wethouders": {"2012": 41, "2024": 61}})


# --- paper ------------------------------------------------------------------------------------------------------------


def card():
    help_numbers = context_of(starter())["help"]["others"]
    contact = {"dialled": "0123456789", "phone": "0123 - 45 67 89", "name": "Hanna Brink", "role": "griffier"}
    return {
        "card": {
            "key": 1,
            "name": "Noor de Wit",
            "organisation": "gemeente Voorbeeldstad",
            "year": 2027,
            "office": Office.COUNCILLOR.label,
            "clerk": MY_CLERK[Kind.MUNICIPALITY],
            "address": ADDRESS[Kind.MUNICIPALITY],
            "contacts": [contact],
            "known": True,
            "numbers": help_numbers,
            "checked_on": date(2027, 5, 3),
            "stale": False,
        },
    }


def card_to_fill_in():
    return {"card": {**card()["card"], "contacts": [], "known": False, "stale": True}}


# --- the clerk's desk -------------------------------------------------------------------------------------------------


def _row(status, *, overdue=False, day=None):
    return {"row": Row("Wit, Noor de", status, overdue, paused=False, counts_already=False, completed_on=day)}


def row_done():
    return _row(Status.DONE, day=date(2027, 5, 15))


def row_busy():
    return _row(Status.BUSY)


def row_open():
    return _row(Status.OPEN)


def row_late():
    return _row(Status.OPEN, overdue=True)


def import_check():
    return {
        "tally": [
            {"anchor": "nieuw", "number": 2, "label": "nieuw", "bad": False},
            {"anchor": "gewijzigd", "number": 1, "label": "gewijzigd", "bad": False},
            {"anchor": "fout", "number": 1, "label": "met een fout", "bad": True},
        ],
        "sections": [
            _section("nieuw", "2 leden zijn nieuw", "Zij krijgen een uitnodiging.", ("6", "Bos, Nadia"), ("7", LONG)),
            _section("gewijzigd", "1 lid verandert", "De rest blijft zoals het was.", ("25", "Visser, Froukje")),
            _section("fout", "1 rij heeft een fout", "Er is nog niets opgeslagen.", ("14", "Vos, Daan de")),
        ],
    }


def import_check_same():
    return {"tally": [{"anchor": "gelijk", "number": 29, "label": "ongewijzigd", "bad": False}], "sections": [
        _section("gelijk", "29 leden blijven zoals ze waren", "U hoeft niets te doen.")
    ]}  # fmt: skip


def _section(name, title, text, *rows):
    return {
        "id": name,
        "title": title,
        "text": text,
        "rows": [
            {"row": row, "name": who, "note": "naam@raad.voorbeeldstad.example", "change": "Raadslid vanaf 6 mei 2027."}
            for row, who in rows
        ],
    }


# --- help at hand -----------------------------------------------------------------------------------------------------


def help_panel():
    return context_of(starter())


def help_panel_local():
    contact = {"dialled": "0123456789", "phone": "0123 - 45 67 89", "name": "Hanna Brink", "role": "griffier"}
    contacts = [{**contact, "availability": "dag en avond", "verified_on": date(2027, 5, 3)}]
    local = render_to_string("courses/members/local/help.html", {"here": "Bij uw gemeente", "contacts": contacts})
    return {**help_panel(), "local": local}


# --- what pages say ---------------------------------------------------------------------------------------------------


class _Address(forms.Form):
    email = forms.EmailField(error_messages={"invalid": "Er mist een @ in dit e-mailadres. Vul het aan."})


def missed():
    return {"sentence": "Kies eerst een antwoord. Gokken mag.", "target": "inhoud"}


def form_errors():
    return {"form": _Address({"email": "noor"})}


def progress():
    return {"text": "120 van 342 leden", "done": 120, "of": 342}


def progress_done():
    return {"text": "342 van 342 leden", "done": 342, "of": 342}


def marks():
    return {"marks": [{"x": 30 * number, "on": number < 2} for number in range(5)], "width": 144}


def path():
    return {"path": path_of(tasks()["tasks"])}


def path_new():
    return {"path": path_of(_tasks(*[("lesson", "Les", 3, 4, None, False)] * 3)["tasks"])}


def path_long():
    return {
        "path": path_of(_tasks(*[("lesson", "Les", 3, 4, 4, True)] * 14, ("quiz", "Vragen", 3, 4, 0, False))["tasks"])
    }


def empty():
    return {
        "text": "Er staan nog geen leden in uw overzicht.",
        "why": "Zodra uw ledenlijst binnen is, ziet u hier wie klaar is.",
        "address": "/hulp/",
        "action": "Lees hoe het werkt",
    }


def empty_quiet():
    return {"text": "U hoeft nu niets te doen. Zodra er iets is, staat het hier."}


def notices():
    return {"messages": ["Uw antwoord is bewaard."]}


def notices_two():
    return {"messages": ["Uw antwoord is bewaard.", "U bent klaar met dit onderdeel."]}
