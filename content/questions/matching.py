"""Match each left side with its right side."""

import hashlib

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from content.markup import member_html, without_tokens
from content.questions.answering import SelectsForm, shuffled
from content.questions.base import OptionBase, Question
from content.questions.registry import QuestionType, register
from content.questions.rows import RowsPanel
from content.questions.verdict import Feedback, InvalidResponse, verdict
from content.questions.wording import common_problems, doubles, missing_feedback, row_problems


class MatchingQuestion(Question):
    type_name = "matching"
    distractors = models.TextField(
        _("extra right sides"), blank=True, help_text=_("One on each line; they match nothing.")
    )

    panels = [
        *Question.common_panels,
        RowsPanel("pairs", label=_("pair"), min_num=2),
        FieldPanel("distractors"),
        *Question.closing_panels,
    ]

    class Meta:
        verbose_name = _("matching")
        verbose_name_plural = _("matching questions")


class MatchingPair(OptionBase):
    question = ParentalKey(MatchingQuestion, on_delete=models.CASCADE, related_name="pairs")
    left = models.CharField(_("left"), max_length=200)
    right = models.CharField(_("right"), max_length=200)

    panels = [FieldPanel("left"), FieldPanel("right"), FieldPanel("feedback")]

    class Meta(OptionBase.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="matching_pair_key")]


def sides(document) -> dict[str, str]:
    """Return {key: text} of all right sides, those that match nothing too."""
    pairs = {pair["right_key"]: pair["right"] for pair in document["pairs"]}
    return {**pairs, **{side["key"]: side["text"] for side in document["distractors"]}}


class MatchingForm(SelectsForm):
    all_needed = _("Choose something for every line. Guessing is fine.")

    def labels(self):
        return [(pair["key"], pair["left"]) for pair in self.document["pairs"]]

    def choices(self):
        texts = sides(self.document)
        right_order = [pair["right_key"] for pair in self.document["pairs"]]
        return [(key, texts[key]) for key in shuffled(texts, self.seed, never=right_order)]

    @property
    def response(self):
        return {"pairs": self.chosen}

    @property
    def hint(self):
        return gettext("Choose what belongs to every line. Guessing is fine.")


@register
class Matching(QuestionType):
    """Document: "pairs": [{"key", "left", "right", "right_key", "feedback" (html)}], "distractors": [{"key", "text"}].

    Response: {"pairs": {key: key of a right side}}, every left side once. Right sides have keys of their own, so that
    the page does not give away which belongs where.
    """

    name = "matching"
    rows = "pairs"
    form = MatchingForm

    def parts(self, question, rows):
        def side_key(own):
            return "r" + hashlib.sha256(f"{question.key}:{own}".encode()).hexdigest()[:12]

        return {
            "pairs": [
                {
                    "key": str(row.key),
                    "left": without_tokens(row.left),
                    "right": without_tokens(row.right),
                    "right_key": side_key(row.key),
                    "feedback": member_html(row.feedback),
                }
                for row in rows
            ],
            "distractors": [
                {"key": side_key(f"extra:{line.strip()}"), "text": without_tokens(line.strip())}
                for line in question.distractors.splitlines()
                if line.strip()
            ],
        }

    def mark(self, document, response):
        matched, texts = response.get("pairs"), sides(document)
        if not isinstance(matched, dict) or set(matched) != {pair["key"] for pair in document["pairs"]}:
            raise InvalidResponse("every left side once")
        if not all(isinstance(key, str) and key in texts for key in matched.values()):
            raise InvalidResponse("right sides are named by their key")
        feedback = []
        for pair in document["pairs"]:
            given = matched[pair["key"]]
            if given != pair["right_key"]:
                feedback.append(Feedback(f"{pair['left']} → {texts[given]}", "", chosen=True, best=False))
            said = f"{pair['left']} → {pair['right']}"
            feedback.append(Feedback(said, pair["feedback"], chosen=given == pair["right_key"], best=True))
        return verdict(feedback)

    def problems(self, document):
        pairs = document["pairs"]
        yield from common_problems(document)
        yield from row_problems(pairs, least=2, too_few=gettext("Give at least two pairs."))
        yield from doubles(pair["left"] for pair in pairs)
        yield from doubles([*(pair["right"] for pair in pairs), *(side["text"] for side in document["distractors"])])
        yield from missing_feedback((pair["left"], pair["feedback"]) for pair in pairs)

    def examples(self, document):
        lefts = [pair["key"] for pair in document["pairs"]]
        rights = [pair["right_key"] for pair in document["pairs"]]
        return [{"pairs": dict(zip(lefts, order, strict=True))} for order in (rights, [*rights[1:], *rights[:1]])]
