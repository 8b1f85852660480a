"""Plain question documents for tests: small fixed ones, and a Hypothesis strategy for any of each type."""

from hypothesis import strategies as st

from content.questions import registry

_COMMON = {
    "v": 1,
    "kind": "question",
    "key": "wat-zegt-u",
    "prompt": "U belt de politie. Wat zegt u als eerste?",
    "objective": {"code": "melden", "statement": "U kunt melden."},
    "explanation": "<p>Melden helpt.</p>",
    "source": "Fictieve bron (2026)",
}


def _option(key, correct):
    return {"key": key, "text": f"Optie {key}", "correct": correct, "feedback": f"<p>Uitleg bij {key}.</p>"}


def document(type_name, **parts):
    """A valid document of this type; `parts` replace its own."""
    own = {
        "single_choice": {"options": [_option("a", False), _option("b", True), _option("c", False)]},
        "multiple_choice": {"options": [_option("a", True), _option("b", False), _option("c", True)]},
        "statement": {"answer": False, "feedback_true": "<p>Nee.</p>", "feedback_false": "<p>Ja.</p>"},
        "ordering": {"items": [{"key": k, "text": f"Stap {k}", "feedback": f"<p>Daarom {k}.</p>"} for k in "abcd"]},
        "matching": {
            "pairs": [
                {
                    "key": k,
                    "left": f"Links {k}",
                    "right": f"Rechts {k}",
                    "right_key": f"r{k}",
                    "feedback": f"<p>{k}.</p>",
                }
                for k in "abc"
            ],
            "distractors": [{"key": "rx", "text": "Rechts extra"}],
        },
        "numeric_estimate": {
            "unit": "van de 100",
            "value": 10,
            "lower": 8,
            "upper": 12,
            "minimum": 0,
            "maximum": 100,
            "feedback_low": "<p>Lager.</p>",
            "feedback_right": "<p>Goed.</p>",
            "feedback_high": "<p>Hoger.</p>",
        },
    }[type_name]
    return {**_COMMON, "type": type_name, **own, **parts}


TYPES = ["single_choice", "multiple_choice", "statement", "ordering", "matching", "numeric_estimate"]
KEYS = st.text("abcdefghij0123456789-", min_size=1, max_size=8)
TEXTS = st.text(min_size=1, max_size=30)


@st.composite
def documents(draw, type_name):
    """Any publishable document of this type."""
    keys = draw(st.lists(KEYS, unique=True, min_size=3, max_size=6))
    made = document(type_name)
    if type_name in ("single_choice", "multiple_choice"):
        least, most = (1, 1) if type_name == "single_choice" else (1, len(keys))
        correct = draw(st.sets(st.sampled_from(keys), min_size=least, max_size=most))
        made["options"] = [
            {"key": k, "text": draw(TEXTS), "correct": k in correct, "feedback": f"<p>{k}</p>"} for k in keys
        ]
    elif type_name == "statement":
        made["answer"] = draw(st.booleans())
    elif type_name == "ordering":
        made["items"] = [{"key": k, "text": draw(TEXTS), "feedback": f"<p>{k}</p>"} for k in keys]
    elif type_name == "matching":
        made["pairs"] = [
            {"key": k, "left": draw(TEXTS), "right": draw(TEXTS), "right_key": f"r{k}", "feedback": f"<p>{k}</p>"}
            for k in keys
        ]
        made["distractors"] = [{"key": f"x{n}", "text": draw(TEXTS)} for n in range(draw(st.integers(0, 2)))]
    else:
        numbers = sorted(draw(st.lists(st.integers(-(10**6), 10**6), min_size=5, max_size=5)))
        made |= dict(zip(("minimum", "lower", "value", "upper", "maximum"), numbers, strict=True))
    return made


@st.composite
def responses(draw, made):
    """Any possible response to this document."""
    match made["type"]:
        case "single_choice":
            return {"option": draw(st.sampled_from([option["key"] for option in made["options"]]))}
        case "multiple_choice":
            keys = [option["key"] for option in made["options"]]
            return {"options": draw(st.lists(st.sampled_from(keys), unique=True, min_size=1))}
        case "statement":
            return {"answer": draw(st.booleans())}
        case "ordering":
            return {"order": draw(st.permutations([item["key"] for item in made["items"]]))}
        case "matching":
            right = [*(p["right_key"] for p in made["pairs"]), *(d["key"] for d in made["distractors"])]
            return {"pairs": {p["key"]: draw(st.sampled_from(right)) for p in made["pairs"]}}
        case "numeric_estimate":
            return {"number": draw(st.integers(made["minimum"], made["maximum"]))}


def is_right(made, response) -> bool:
    """What right means, said a second time and in other words than the code under test."""
    match made["type"]:
        case "single_choice":
            return [o["key"] for o in made["options"] if o["correct"]] == [response["option"]]
        case "multiple_choice":
            return sorted(o["key"] for o in made["options"] if o["correct"]) == sorted(response["options"])
        case "statement":
            return made["answer"] == response["answer"]
        case "ordering":
            return [item["key"] for item in made["items"]] == list(response["order"])
        case "matching":
            return {p["key"]: p["right_key"] for p in made["pairs"]} == response["pairs"]
        case "numeric_estimate":
            return response["number"] in range(made["lower"], made["upper"] + 1)


def sent(form_document, response):
    """The form data that a browser sends for `response`."""
    match form_document["type"]:
        case "single_choice":
            return {"answer": response["option"]}
        case "multiple_choice":
            return {"answer": list(response["options"])}
        case "statement":
            return {"answer": "true" if response["answer"] else "false"}
        case "ordering":
            return {f"answer-{key}": str(place) for place, key in enumerate(response["order"], start=1)}
        case "matching":
            return {f"answer-{key}": side for key, side in response["pairs"].items()}
        case "numeric_estimate":
            return {"answer": str(response["number"])}


def right_response(made):
    return registry.examples(made)[0]
