"""Worksheets: what leads to them, and the sheets themselves under their own policy."""

from tests.look.screens import case


@case("content/worksheets/index.html", "filled", picture=True)
def _(stage):
    return stage.get(None, "/werkblad/")


@case("content/worksheets/sheet.html", "self-scan", picture=True)
def _(stage):
    return stage.get(None, "/werkblad/a/")


@case("content/worksheets/sheet.html", "home check")
def _(stage):
    return stage.get(None, "/werkblad/b/")
