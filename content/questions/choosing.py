"""What choosing one option and choosing several have in common."""

from django.utils.translation import gettext as _

from content.markup import member_html, without_tokens
from content.questions.registry import QuestionType
from content.questions.verdict import Feedback, InvalidResponse, verdict
from content.questions.wording import common_problems, doubles, missing_feedback, row_problems


class ChoiceType(QuestionType):
    """Document: "options": [{"key", "text", "correct", "feedback" (html)}], in the trainer's order."""

    rows = "options"

    def parts(self, question, rows):
        return {
            "options": [
                {
                    "key": str(row.key),
                    "text": without_tokens(row.text),
                    "correct": bool(row.correct),
                    "feedback": member_html(row.feedback),
                }
                for row in rows
            ]
        }

    def chosen(self, response) -> list:
        """Return what `response` says it chose, unchecked."""
        raise NotImplementedError

    def counts(self, document):
        """Yield what is wrong with the number of right answers."""
        raise NotImplementedError

    def mark(self, document, response):
        chosen = self.chosen(response)
        keys = {option["key"] for option in document["options"]}
        if not all(isinstance(key, str) and key in keys for key in chosen) or len(set(chosen)) != len(chosen):
            raise InvalidResponse("options are named by their key, each once")
        return verdict(
            Feedback(option["text"], option["feedback"], chosen=option["key"] in chosen, best=option["correct"])
            for option in document["options"]
        )

    def problems(self, document):
        options = document["options"]
        yield from common_problems(document)
        yield from row_problems(options, least=2, too_few=_("Give at least two options."))
        yield from self.counts(document)
        yield from doubles(option["text"] for option in options)
        yield from missing_feedback((option["text"], option["feedback"]) for option in options)
