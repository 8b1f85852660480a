"""What the help page is made of: situations with their steps, and numbers to call."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks import CheckBlock

LINE_FEATURES = ["bold", "link"]


#: When a step is due, in the order in which a reader meets them; the first cannot be empty.
TIMES = ("now", "today", "week")


def _steps(label, **limits):
    """What to do in one stretch of time, in order. A step is one sentence or two."""
    step = blocks.RichTextBlock(features=LINE_FEATURES, label=_("step"))
    return blocks.ListBlock(step, label=label, max_num=10, **limits)


class SituationBlock(blocks.StructBlock):
    """What may have happened, and what to do then: safety and one action, then a human, then the rest."""

    title = blocks.CharBlock(label=_("situation"), max_length=120)
    first = blocks.RichTextBlock(
        features=LINE_FEATURES,
        label=_("first"),
        required=False,
        help_text=_("The one thing to do before anything else, in one sentence or two. It stands there in large type."),
    )
    now = _steps(_("steps for now"), min_num=1)
    today = _steps(_("steps for today"), default=[])
    week = _steps(_("steps for this week"), default=[])
    to_check = CheckBlock()
    drawing = blocks.RegexBlock(
        r"^[a-z0-9-]*$",
        label=_("drawing"),
        required=False,
        max_length=60,
        help_text=_("A drawing that comes with the software, by its name. None of that name: no drawing."),
        error_messages={"invalid": _("Only small letters, digits and hyphens.")},
    )
    key = blocks.RegexBlock(
        r"^[a-z0-9-]+$",
        label=_("key"),
        max_length=60,
        help_text=_("The end of its address, such as “brief-of-huis”. Leave it as it is: links may lead here."),
        error_messages={"invalid": _("Only small letters, digits and hyphens.")},
    )

    class Meta:
        icon = "list-ol"
        label = _("situation")
        label_format = "{title}"


class SituationsBlock(blocks.StreamBlock):
    """Every key once: two situations cannot have one address."""

    situation = SituationBlock()

    def clean(self, value):
        cleaned = super().clean(value)
        keys = [child.value["key"] for child in cleaned if child.value["key"]]
        if len(set(keys)) < len(keys) and not self.is_deferred_validation:
            raise blocks.StreamBlockValidationError(
                non_block_errors=[ValidationError(_("Two situations have the same key."))]
            )
        return cleaned


class VerifiedOnBlock(blocks.DateBlock):
    """The day on which somebody called the number. A day to come would hide that nobody did."""

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned and cleaned > timezone.localdate():
            raise ValidationError(_("This day is yet to come. Fill in the day on which the number was called."))
        return cleaned


class NumberBlock(blocks.StructBlock):
    """A number, whose it is, and who checked it when. What a telephone dials is derived from the number itself."""

    name = blocks.CharBlock(label=_("who answers"), max_length=120)
    number = blocks.RegexBlock(
        r"^[+(]?[0-9][0-9 ().-]*$",
        label=_("telephone number"),
        max_length=30,
        error_messages={"invalid": _("Type a telephone number, such as 070 - 373 83 14.")},
    )
    available = blocks.CharBlock(
        label=_("when available"), max_length=120, required=False, help_text=_("Such as “dag en nacht”.")
    )
    note = blocks.CharBlock(label=_("good to know"), max_length=250, required=False)
    owner = blocks.CharBlock(
        label=_("owner"), max_length=80, help_text=_("Who sees to it that this number is right, such as “de redactie”.")
    )
    verified_on = VerifiedOnBlock(label=_("checked on"), help_text=_("The day on which somebody called it."))

    class Meta:
        icon = "mobile-alt"
        label = _("number")
        label_format = "{name}"
