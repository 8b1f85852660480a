"""Figures of a package: checked, and written into their rows."""

from django.utils.translation import gettext as _

from content.figures.models import Figure, FigurePoint
from content.packages import memory
from content.packages.checking import choice, decimal, names, slug, text
from content.packages.files import read_yaml
from content.packages.publishing import publish


def read_figures(checker, folder, *, missing=None) -> list[dict]:
    """Return the checked figures of `figures.yaml`."""
    return check_figures(checker, read_yaml(checker, folder, "figures.yaml", missing=missing))


def borrowed(checker, folder) -> list[dict]:
    """Return the figures of another package, which is named in `uses` of one beside it."""
    if not (folder / "figures.yaml").is_file():
        checker.wrong("module.yaml, uses", _("there is no package “%(name)s” with figures.") % {"name": folder.name})
        return []
    return read_figures(checker, folder)


def check_figures(checker, content) -> list[dict]:
    """Return the checked figures of a list, each key once."""

    def point(item, where):
        found = checker.fields(
            item, where, {"series": text(100), "period": text(20), "value": decimal}, {"fact": (slug(), None)}
        )
        del found["fact"]  # held against the facts by `content.proofreading`
        return found

    def figure(item, where):
        found = checker.fields(
            item,
            where,
            {
                "key": slug(),
                "title": text(200),
                "unit": text(20, empty=True),
                "denominator": text(250),
                "source": text(250),
                "kind": choice("bar", "line"),
                "points": lambda value: value,
            },
            {"source_url": (text(200, empty=True), ""), "note": (text(400, empty=True), ""), "facts": (names, [])},
        )
        del found["facts"]
        found["points"] = checker.items(found["points"], f"{where}, points", point)
        checker.unique([(point["series"], point["period"]) for point in found["points"]], f"{where}, points")
        return found

    found = checker.items(content, "figures.yaml", figure, least=0)
    checker.unique([item["key"] for item in found], "figures.yaml")
    return found


def load_figure(wanted, by) -> Figure:
    """Publish a checked figure when the package changed it; return it."""
    figure = Figure.objects.filter(key=wanted["key"]).first()
    if figure and memory.is_known(figure, wanted):
        return figure
    figure = figure or Figure(key=wanted["key"])
    for name in ("title", "kind", "unit", "denominator", "source", "source_url", "note"):
        setattr(figure, name, wanted[name])
    present = {(point.series, point.period): point for point in figure.points.all()}
    points = []
    for order, values in enumerate(wanted["points"]):
        point = present.get((values["series"], values["period"])) or FigurePoint(**values)
        point.value, point.sort_order = FigurePoint._meta.get_field("value").to_python(values["value"]), order
        points.append(point)
    figure.points = points
    return publish("figures.yaml", figure, wanted, by)
