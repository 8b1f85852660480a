"""The texts that come with the software: which packages there are, in the order in which members meet them."""

from pathlib import Path

from content.help.loading import load_help
from content.packages.loading import load_package
from content.packages.loose import load_loose

STARTER = Path(__file__).resolve().parent.parent / "starter"
#: Folders of pages that belong to no module; first, as modules show their figures.
LOOSE = ("cijfers", "bladen")
MODULES = (
    "eerste-week",
    "de-norm",
    "online",
    "melden-helpt",
    "fractievoorzitters",
    "provinciale-staten",
    "waterschap",
    "bestuurders",
    "griffiers",
)


def load_starter(*, parent, by=None, progress=None) -> list:
    """Load all of it under the home page `parent`; return the modules. What a trainer has changed is left alone.

    Each package is all or nothing. `progress(done, total)` is called after each one. Raises BadPackage.
    """
    total = len(LOOSE) + len(MODULES) + 1
    modules = []
    for done, name in enumerate((*LOOSE, *MODULES), start=1):
        if name in LOOSE:
            load_loose(folder=STARTER / name, parent=parent, by=by)
        else:
            modules.append(load_package(folder=STARTER / name, parent=parent, by=by))
        # treebeard changed the parent's row behind this instance
        parent.refresh_from_db()
        if progress:
            progress(done, total)
    load_help(parent=parent, by=by)
    if progress:
        progress(total, total)
    return modules
