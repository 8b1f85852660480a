"""A sheet as one plain document."""

from content.editions.documents import document_of, plain
from content.sheets.blocks import TableBlock
from content.sheets.pages import SheetPage

VERSION = 1


@document_of.register(SheetPage)
def _sheet(page):
    return {
        "v": VERSION,
        "kind": "sheet",
        "title": page.title,
        "summary": page.summary,
        "source": page.source,
        "body": plain(page.body.stream_block, page.body),
    }


@plain.register(TableBlock)
def _table(block, value):
    return {
        "caption": value.caption or "",
        "head": [column["heading"] or "" for column in value.columns],
        "rows": [[cell or "" for cell in row["values"]] for row in value.row_data],
    }
