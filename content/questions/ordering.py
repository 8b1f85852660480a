"""Put steps in the right order."""

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


class OrderingQuestion(Question):
    type_name = "ordering"
    panels = [
        *Question.common_panels,
        RowsPanel("items", label=_("step, in the right order"), min_num=3),
        *Question.closing_panels,
    ]

    class Meta:
        verbose_name = _("ordering")
        verbose_name_plural = _("ordering questions")


class OrderingItem(OptionBase):
    question = ParentalKey(OrderingQuestion, on_delete=models.CASCADE, related_name="items")
    text = models.CharField(_("text"), max_length=300)

    panels = [FieldPanel("text"), FieldPanel("feedback")]

    class Meta(OptionBase.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="ordering_item_key")]


class OrderingForm(SelectsForm):
    """Each step gets a place from a select: no dragging. Steps are shown in an order that is never the right one."""

    all_needed = _("Give every step a place.")

    def labels(self):
        texts = {item["key"]: item["text"] for item in self.document["items"]}
        return [(key, texts[key]) for key in shuffled(texts, self.seed, never=list(texts))]

    def choices(self):
        return [(str(place), str(place)) for place in range(1, len(self.document["items"]) + 1)]

    def clean(self):
        if self.errors:
            return
        seen = set()
        for name, place in self.cleaned_data.items():
            if place in seen:
                self.add_error(
                    name, gettext("Place %(place)s is used twice. Every place can be used once.") % {"place": place}
                )
                return
            seen.add(place)

    @property
    def response(self):
        return {"order": [key for key, _place in sorted(self.chosen.items(), key=lambda item: int(item[1]))]}

    @property
    def hint(self):
        return gettext("Choose a place for every step. 1 comes first. Guessing is fine.")


@register
class Ordering(QuestionType):
    """Document: "items": [{"key", "text", "feedback" (html)}] in the right order.

    Response: {"order": [key, …]}, all of them.
    """

    name = "ordering"
    rows = "items"
    form = OrderingForm

    def parts(self, question, rows):
        return {
            "items": [
                {"key": str(row.key), "text": without_tokens(row.text), "feedback": member_html(row.feedback)}
                for row in rows
            ]
        }

    def mark(self, document, response):
        items, order = document["items"], response.get("order")
        if not isinstance(order, list) or not all(isinstance(key, str) for key in order):
            raise InvalidResponse("a list of keys")
        if sorted(order) != sorted(item["key"] for item in items):
            raise InvalidResponse("every step once")
        places = [(place, order.index(item["key"]) + 1, item) for place, item in enumerate(items, start=1)]
        moved = sorted((given, item["text"]) for place, given, item in places if given != place)
        feedback = [Feedback(f"{given}. {text}", "", chosen=True, best=False) for given, text in moved]
        feedback += [
            Feedback(f"{place}. {item['text']}", item["feedback"], chosen=given == place, best=True)
            for place, given, item in places
        ]
        return verdict(feedback)

    def problems(self, document):
        items = document["items"]
        yield from common_problems(document)
        yield from row_problems(items, least=3, too_few=gettext("Give at least three steps."))
        yield from doubles(item["text"] for item in items)
        yield from missing_feedback((item["text"], item["feedback"]) for item in items)

    def examples(self, document):
        keys = [item["key"] for item in document["items"]]
        return [{"order": keys}, {"order": keys[::-1]}]
