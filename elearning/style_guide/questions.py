"""Questions and verdicts for the style guide, made by the code that asks and marks them for members."""

from content.questions import registry
from elearning.style_guide.examples import LONG


def _question(kind, prompt, **parts):
    return {
        "v": registry.VERSION,
        "kind": "question",
        "type": kind,
        "key": "voorbeeld",
        "prompt": prompt,
        "objective": {"code": "melden", "statement": "U weet wie u belt."},
        "explanation": "",
        "source": "Verzonnen voorbeeld",
        **parts,
    }


def _option(key, text, correct, feedback):
    return {"key": key, "text": text, "correct": correct, "feedback": f"<p>{feedback}</p>"}


def _choice(kind="single_choice", extra=""):
    return _question(
        kind,
        f"U vindt ’s avonds een dreigend bericht. Wat doet u als eerste?{extra}",
        options=[
            _option("wissen", "Ik wis het bericht.", False, "Begrijpelijk: u wilt rust. Later kunt u het niet tonen."),
            _option("bewaren", "Ik bewaar het en bel de griffier.", True, "Dan denkt er vandaag al iemand met u mee."),
            _option("vragen", "Ik vraag de afzender wat hij bedoelt.", False, "Zo houdt u het gaande. Bewaar en bel."),
        ],
    )


def _asked(document, data=None):
    return {"document": document, "form": registry.form_for(document, data, seed="stijlgids"), "level": 2}


def single_choice():
    return _asked(_choice())


def single_choice_long():
    return _asked(_choice(extra=f" {LONG}."))


def single_choice_missed():
    return _asked(_choice(), data={})


def multiple_choice():
    return _asked(_choice("multiple_choice"))


def ordering():
    items = [("bewaren", "Bewaren"), ("bellen", "Bellen met de griffier"), ("melden", "Samen melden bij de politie")]
    parts = [{"key": key, "text": text, "feedback": "<p>Zo kan het.</p>"} for key, text in items]
    return _asked(_question("ordering", "Zet in volgorde.", items=parts))


def estimate():
    return _asked(
        _question(
            "numeric_estimate",
            "Van elke 100 ambtsdragers die met agressie te maken kregen: hoeveel deden er aangifte?",
            unit="van de 100",
            value=10,
            lower=8,
            upper=12,
            minimum=0,
            maximum=100,
            feedback_low="<p>U schat lager dan het was.</p>",
            feedback_right="<p>Het waren er 10.</p>",
            feedback_high="<p>U schat hoger dan het was.</p>",
        )
    )


def _verdict(option):
    document = _choice()
    return {"document": document, "verdict": registry.mark(document, {"option": option})}


def verdict_right():
    return _verdict("bewaren")


def verdict_other():
    return _verdict("wissen")
