"""What the style guide shows: each component with its partial and its states.

Texts are examples in Dutch, as a member or clerk would meet them; names, numbers and dates are invented. A partial in
`templates/components/` that stands in no specimen fails a test, so that the guide stays whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from elearning.style_guide import examples, questions


@dataclass(frozen=True)
class Specimen:
    """A component: address, name and note in English, its partial, and for each state a maker of its context."""

    slug: str
    name: str
    template: str
    note: str
    states: Mapping[str, Callable[[], dict]]
    #: Set on a sheet, and with the stylesheet of paper.
    paper: bool = False

    def drawn(self, state: str) -> SafeString:
        """Return the HTML of one state; raises KeyError for a state that it does not have."""
        return render_to_string(self.template, self.states[state]())


SPECIMENS = (
    Specimen(
        "task-list",
        "Task list",
        "components/tasks.html",
        "Set like a table of contents: the whole row is the link, the status is a word with an icon.",
        {"filled": examples.tasks, "all-done": examples.tasks_done, "long-text": examples.tasks_long},
    ),
    Specimen(
        "status",
        "Status",
        "components/status.html",
        "Three words, the same for member and clerk. Never colour alone.",
        {name: lambda state=name: {"state": state} for name in ("done", "busy", "open")},
    ),
    Specimen(
        "option-card",
        "Option card",
        "content/questions/fields.html",
        "The whole card is the label, at least 48 pixels high. Chosen is a thicker border and weight, not only colour.",
        {
            "radios": questions.single_choice,
            "checkboxes": questions.multiple_choice,
            "selects": questions.ordering,
            "number": questions.estimate,
            "error": questions.single_choice_missed,
            "long-text": questions.single_choice_long,
        },
    ),
    Specimen(
        "feedback-panel",
        "Feedback panel",
        "content/questions/verdict.html",
        "Line, icon and word say the same. Why this answer tempts, and why the other is better.",
        {"right": questions.verdict_right, "not-the-best": questions.verdict_other},
    ),
    Specimen(
        "message-example",
        "Message example",
        "content/blocks/message.html",
        "Told first; then two equal choices. Real text, no brand. Which one is read is kept nowhere.",
        {"closed": examples.message, "long-text": examples.message_long},
    ),
    Specimen(
        "figure",
        "Figure with table",
        "content/blocks/figure.html",
        "Labels at the lines, marks and dashes beside colour, the same numbers in a table, source and denominator.",
        {
            "lines": examples.figure_lines,
            "bars": examples.figure_bars,
            "bars-of-two-years": examples.figure_years,
            "a-year-not-measured": examples.figure_gap,
        },
    ),
    Specimen(
        "picture",
        "Picture",
        "components/picture.html",
        "A frozen picture: AVIF and WebP in three widths where the storage has them, its size known beforehand.",
        {"first": examples.picture_first, "in-a-lesson": examples.picture},
    ),
    Specimen(
        "print-card",
        "Print card",
        "components/card.html",
        "One A4, on light paper whatever the theme. What is filled in by hand is never stored.",
        {"filled": examples.card, "to-fill-in": examples.card_to_fill_in},
        paper=True,
    ),
    Specimen(
        "status-table",
        "Status table",
        "courses/overview/row.html",
        "The clerk's row, and what the member sees of it: name, status, day. Nothing else exists here.",
        {"done": examples.row_done, "busy": examples.row_busy, "open": examples.row_open, "late": examples.row_late},
    ),
    Specimen(
        "import-check",
        "Import check table",
        "components/import_check.html",
        "What a list would change, row by row, before anything is kept.",
        {"filled": examples.import_check, "nothing-changes": examples.import_check_same},
    ),
    Specimen(
        "error-summary",
        "Error summary",
        "components/error_summary.html",
        "Above the form; its heading gets the focus, each sentence leads to its field, the title begins with “Fout:”.",
        {"one": examples.missed, "form": examples.form_errors},
    ),
    Specimen(
        "quick-exit",
        "Quick exit",
        "components/quick_exit.html",
        "Same place on every page of a member. Works without JavaScript; with it the page goes blank at once.",
        {"button": dict},
    ),
    Specimen(
        "display",
        "Language and display",
        "components/display.html",
        "In the footer of every page: the other language in one press, named in that language; and the way to colours.",
        {"button": dict},
    ),
    Specimen(
        "help-panel",
        "Help panel",
        "components/help_panel.html",
        "In the bar of every page, error pages included. Each number says who checked it and when.",
        {"nobody-in-particular": examples.help_panel, "own-organisation": examples.help_panel_local},
    ),
    Specimen(
        "leave-explained",
        "The quick exit explained",
        "components/leave_explained.html",
        "Read before the first lesson, and on the help page: what it does, and what it cannot do.",
        {"frame": dict},
    ),
    Specimen(
        "progress",
        "Progress of long work",
        "components/progress.html",
        "The number in words, and the same as a bar.",
        {"begun": examples.progress, "complete": examples.progress_done},
    ),
    Specimen(
        "marks",
        "Marks above a screen",
        "components/marks.html",
        "For the eye; the words “Scherm 2 van 5” stand beside it.",
        {"second-of-five": examples.marks},
    ),
    Specimen(
        "path",
        "The member's path",
        "components/path.html",
        "Lessons are round, dilemmas on their point, questions square. The task list says the same in words.",
        {"under-way": examples.path, "not-begun": examples.path_new, "two-lines": examples.path_long},
    ),
    Specimen(
        "empty-state",
        "Empty state",
        "components/empty.html",
        "What it means that nothing is here, and what to do, if anything.",
        {"with-action": examples.empty, "nothing-to-do": examples.empty_quiet},
    ),
    Specimen(
        "notices",
        "Notices",
        "components/notices.html",
        "What was done, said once at the top of the next page.",
        {"one": examples.notices, "two": examples.notices_two},
    ),
)


def specimen_of(slug: str) -> Specimen:
    """Return the specimen at this address; raises KeyError."""
    return {specimen.slug: specimen for specimen in SPECIMENS}[slug]
