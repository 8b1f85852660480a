"""Question rows and a trainer for tests."""

from itertools import count

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from content.objectives import Objective
from content.questions.matching import MatchingPair, MatchingQuestion
from content.questions.multiple_choice import MultipleChoiceOption, MultipleChoiceQuestion
from content.questions.numeric_estimate import NumericEstimateQuestion
from content.questions.ordering import OrderingItem, OrderingQuestion
from content.questions.single_choice import SingleChoiceOption, SingleChoiceQuestion
from content.questions.statement import StatementQuestion
from content.viewsets import trainer_models
from tests.factories import person

_numbers = count(1)


def objective(**fields):
    fields = {"code": f"doel-{next(_numbers)}", "statement": "U kunt een melding doen.", **fields}
    return Objective.objects.create(**fields)


def question(type_name="single_choice", *, published=True, **fields):
    """A question fit to be published, of this type, with its rows; its latest revision is the live one."""
    model, rows, own = {
        "single_choice": (SingleChoiceQuestion, {"options": _options(SingleChoiceOption, "a", "B", "c")}, {}),
        "multiple_choice": (MultipleChoiceQuestion, {"options": _options(MultipleChoiceOption, "A", "b", "C")}, {}),
        "statement": (
            StatementQuestion,
            {},
            {"answer": True, "feedback_true": "<p>Ja.</p>", "feedback_false": "<p>Nee.</p>"},
        ),
        "ordering": (
            OrderingQuestion,
            {"items": [OrderingItem(text=f"Stap {n}", feedback="<p>Zo.</p>") for n in "123"]},
            {},
        ),
        "matching": (
            MatchingQuestion,
            {"pairs": [MatchingPair(left=f"Links {n}", right=f"Rechts {n}", feedback="<p>Zo.</p>") for n in "123"]},
            {"distractors": "Rechts extra"},
        ),
        "numeric_estimate": (
            NumericEstimateQuestion,
            {},
            {
                **{"value": 10, "lower": 8, "upper": 12, "unit": "van de 100"},
                **{f"feedback_{side}": f"<p>{side}</p>" for side in ("low", "right", "high")},
            },
        ),
    }[type_name]
    fields = {"prompt": f"Wat doet u {next(_numbers)}?", "source": "Fictieve bron (2026)", **own, **fields}
    made = model(objective=fields.pop("objective", None) or objective(), live=False, **fields)
    for name, values in rows.items():
        for place, row in enumerate(values):
            row.sort_order = place
        setattr(made, name, values)
    made.save()
    revision = made.save_revision()
    if published:
        revision.publish()
    made.refresh_from_db()
    return made


def _options(model, *letters):
    """One option a letter; a capital is a right answer."""
    return [model(text=f"Optie {x}", correct=x.isupper(), feedback=f"<p>Uitleg bij {x}.</p>") for x in letters]


def trainer():
    """A person who may do everything with content, and only that."""
    group, _made = Group.objects.get_or_create(name="Trainers in tests")
    kinds = ContentType.objects.get_for_models(*trainer_models(), for_concrete_models=False).values()
    group.permissions.set(
        [*Permission.objects.filter(content_type__in=kinds), Permission.objects.get(codename="access_admin")]
    )
    user = person(is_staff=True)
    user.groups.add(group)
    return user
