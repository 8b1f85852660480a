"""The blocks of a sheet: text, and the places where somebody writes, ticks or chooses with a pen."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError

from content.blocks import CONTACTS, TextBlock

#: An A4 has room for so many columns, with enough in each to write in.
MOST_COLUMNS = 4
MOST_LINES = 6
#: At most so many characters beside a box or on a line, and in a cell.
LINE, CELL = 250, 160
NOTE = 600


class FillBlock(blocks.StructBlock):
    """A question with lines to write on."""

    label = blocks.CharBlock(label=_("what is written here"), max_length=LINE)
    lines = blocks.IntegerBlock(label=_("lines"), min_value=1, max_value=MOST_LINES, default=1)

    class Meta:
        icon = "edit"
        label = _("lines to write on")


class ChooseBlock(blocks.StructBlock):
    """A question of which one answer is ticked."""

    label = blocks.CharBlock(label=_("what is chosen here"), max_length=LINE)
    options = blocks.ListBlock(blocks.CharBlock(max_length=LINE), label=_("possibilities"), min_num=2, max_num=8)

    class Meta:
        icon = "radio-full"
        label = _("choice")
        help_text = _("One of these is ticked.")


class TableBlock(TypedTableBlock):
    """A table with a heading above each column; a cell that is left open is a place to write."""

    text = blocks.CharBlock(label=_("text"), max_length=CELL, required=False)

    def clean(self, value):
        cleaned = super().clean(value)
        if len(cleaned.columns) > MOST_COLUMNS:
            problem = _("At most %(most)s columns fit on a sheet.") % {"most": MOST_COLUMNS}
            raise TypedTableBlockValidationError(non_block_errors=[ValidationError(problem)])
        return cleaned

    class Meta:
        label = _("table")
        help_text = _("At most four columns. A cell that is left open is a place to write.")


class SheetBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120, icon="title")
    text = TextBlock(label=_("text"))
    checks = blocks.ListBlock(blocks.CharBlock(max_length=LINE), label=_("boxes to tick"), icon="tasks", min_num=1)
    fill = FillBlock()
    choose = ChooseBlock()
    table = TableBlock()
    contact = blocks.ChoiceBlock(choices=CONTACTS, label=_("local contact"), icon="user")
    note = blocks.TextBlock(label=_("note"), max_length=NOTE, rows=3, icon="info-circle")
