"""The blocks a trainer may use, and no others: no raw HTML, no embeds, no pictures inside rich text."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from content.languages import LANGUAGES

TEXT_FEATURES = ["bold", "ol", "ul", "link"]

CONTACTS = [
    ("report", _("where to report")),
    ("clerk", _("clerk")),
    ("chair", _("chair")),
    ("adviser", _("confidential adviser")),
    ("police", _("police contact")),
    ("aftercare", _("aftercare")),
]
PROTOCOL_TOPICS = [
    ("report", _("reporting")),
    ("house_rules", _("house rules")),
    ("aftercare", _("aftercare")),
]
TONES = [
    ("wise", _("Wise")),
    ("mixed", _("Possible, but…")),
    ("risk", _("Risk")),
]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(features=TEXT_FEATURES, **kwargs)


class PassageLanguageBlock(blocks.ChoiceBlock):
    """The language of what stands beside it; open is that of the text around it. Documents hold it only when chosen."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("language of the words"))
        super().__init__(choices=LANGUAGES, required=False, **kwargs)


class MustSeeBlock(blocks.BooleanBlock):
    """Marks a screen that everybody sees, also who may skip the rest. Documents hold it only when it is set."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("everybody sees this"),
            required=False,
            help_text=_(
                "Also who takes the short route in a later year. For what must not be missed: whom to call, what the "
                "law says now. At most one or two a module."
            ),
            **kwargs,
        )


#: At the field that says what must still be checked.
CHECK_HELP = _("By whom, and what. Members do not see this. Empty it when it has been checked.")


class CheckBlock(blocks.CharBlock):
    """What somebody must still check before a release. Trainers see it; no document holds it."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("still to be checked"),
            required=False,
            max_length=250,
            help_text=CHECK_HELP,
            **kwargs,
        )


class FrameBlock(blocks.StructBlock):
    """Something set apart."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = TextBlock(label=_("text"))

    class Meta:
        icon = "placeholder"
        label = _("frame")
        help_text = _("For what must stand out: an agreement, a number. At most one a screen.")


class MessageBlock(blocks.StructBlock):
    """An example of an ugly message. The reader is told first, and may read the summary instead: same credit."""

    note = blocks.CharBlock(
        label=_("content note"), max_length=250, help_text=_("Tells what is coming, before it comes.")
    )
    summary = blocks.TextBlock(label=_("summary"), help_text=_("For who does not want to read the message itself."))
    sender = blocks.CharBlock(label=_("sender"), max_length=80)
    moment = blocks.CharBlock(label=_("kind of message and moment"), max_length=80, required=False)
    lines = blocks.ListBlock(blocks.CharBlock(max_length=400), label=_("lines"), min_num=1, max_num=6)
    language = PassageLanguageBlock()

    class Meta:
        icon = "mail"
        label = _("message example")
        help_text = _("Made up, without names or parties. Members may read the summary instead; nobody sees which.")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("text"))
    attribution = blocks.CharBlock(label=_("who says so"), max_length=160, required=False)
    language = PassageLanguageBlock()

    class Meta:
        icon = "openquote"
        label = _("quote")
        help_text = _("What somebody said or wrote, word for word, and who.")


class PictureBlock(blocks.StructBlock):
    """An image; the description is for who cannot see it."""

    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(label=_("description"), max_length=250)

    class Meta:
        icon = "image"
        label = _("image")
        help_text = _("The description says what somebody must know who does not see it.")


class ScreenContentBlock(blocks.StreamBlock):
    text = TextBlock(label=_("text"))
    frame = FrameBlock()
    message = MessageBlock()
    quote = QuoteBlock()
    image = PictureBlock()
    figure = SnippetChooserBlock("content.Figure", label=_("figure"), icon="table")
    contact = blocks.ChoiceBlock(choices=CONTACTS, label=_("local contact"), icon="user")
    protocol = blocks.ChoiceBlock(choices=PROTOCOL_TOPICS, label=_("own protocol"), icon="doc-full")
    question = SnippetChooserBlock("content.Question", label=_("practice question"), icon="help")


class ScreenBlock(blocks.StructBlock):
    """One screen of a lesson: one idea, at most 150 words, one action."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    content = ScreenContentBlock(label=_("content"), min_num=1)
    source = blocks.CharBlock(label=_("source"), max_length=400, required=False)
    must_see = MustSeeBlock()
    to_check = CheckBlock()

    class Meta:
        icon = "form"
        label = _("screen")
        help_text = _("One idea. At most 150 words. The title says what the idea is.")


class ChoiceOptionBlock(blocks.StructBlock):
    """A plausible action in a dilemma, and what comes of it."""

    key = blocks.RegexBlock(r"^[a-z0-9-]+$", label=_("key"), max_length=60)
    text = blocks.CharBlock(label=_("what I do"), max_length=250)
    tone = blocks.ChoiceBlock(choices=TONES, label=_("verdict"))
    title = blocks.CharBlock(label=_("heading of the consequence"), max_length=120)
    consequence = TextBlock(label=_("what happens"))
    advice = TextBlock(label=_("why"))
    source = blocks.CharBlock(label=_("source"), max_length=400, required=False)
    to_check = CheckBlock()
    next = blocks.RegexBlock(r"^[a-z0-9-]*$", label=_("next situation (key)"), max_length=60, required=False)


class SceneBlock(blocks.StructBlock):
    """A situation with three or four plausible actions."""

    key = blocks.RegexBlock(r"^[a-z0-9-]+$", label=_("key"), max_length=60)
    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = TextBlock(label=_("situation"))
    quote = blocks.TextBlock(label=_("message in it"), required=False)
    language = PassageLanguageBlock()
    choices = blocks.ListBlock(ChoiceOptionBlock(), label=_("actions"), min_num=2, max_num=5)

    class Meta:
        icon = "decimal"
        label = _("situation")
        help_text = _("At most 90 words, then three or four actions. Keys stay as they are: the story goes by them.")


class ScenesBlock(blocks.StreamBlock):
    """The situations of a dilemma. Every `next` exists, every path ends, and nothing stands unreachable."""

    scene = SceneBlock()

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned  # a draft may have loose ends
        problem = key_problem(cleaned) or path_problem(
            [(s.value["key"], [c["next"] for c in s.value["choices"]]) for s in cleaned]
        )
        if problem:
            raise blocks.StreamBlockValidationError(non_block_errors=[ValidationError(problem)])
        return cleaned


def key_problem(scenes):
    """Return a sentence about the first situation (blocks) with two actions of one key, or None."""
    for scene in scenes:
        keys = [choice["key"] for choice in scene.value["choices"]]
        if len(set(keys)) < len(keys):
            return _("In “%(title)s” two actions have the same key.") % {"title": scene.value["title"]}
    return None


def path_problem(scenes):
    """Return a sentence about the first dead end in `scenes` [(key, [next or ""])…], or None."""
    following = {key: {next_key for next_key in nexts if next_key} for key, nexts in scenes}
    if len(following) < len(scenes):
        return _("Two situations have the same key.")
    for key, nexts in scenes:
        for next_key in nexts:
            if next_key and next_key not in following:
                return _("“%(key)s” goes to “%(next)s”, which does not exist.") % {"key": key, "next": next_key}

    def endless(key, path):
        if key in path:
            return True
        return any(endless(next_key, [*path, key]) for next_key in following[key])

    reached, waiting = set(), [scenes[0][0]] if scenes else []
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += following[key]
    if scenes and endless(scenes[0][0], []):
        return _("This dilemma goes round in a circle.")
    for key in following:
        if key not in reached:
            return _("No choice leads to “%(key)s”.") % {"key": key}
    return None
