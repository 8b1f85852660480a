"""Load a module package: readable files in, published pages and questions out."""

from dataclasses import dataclass

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Page

from content.objectives import Objective
from content.packages import memory
from content.packages.checking import BadPackage
from content.packages.figures import load_figure
from content.packages.pages import STEP_MODELS, module_values, set_module, set_step, step_values
from content.packages.publishing import child_of, clean, counter, publish, publish_page
from content.packages.questions import MODELS, question_rows
from content.packages.reading import read_package
from content.pages import ModulePage
from content.questions.base import Question


@dataclass
class Library:
    """Rows that pages point at, by the name that the package gives them."""

    objectives: dict
    figures: dict
    questions: dict
    images: dict


@transaction.atomic
def load_package(*, folder, parent, by=None, progress=None) -> ModulePage:
    """Load the package in `folder` under the page `parent`; return its module. All or nothing.

    What the package brought before in the same form is left alone, also when a trainer has edited it since; what
    changed in the package is published as a new revision. A step that left the package is unpublished, never deleted.
    `progress(done, total)` is called after each item. Raises BadPackage with every problem found.
    """
    package = read_package(folder)
    total = sum(map(len, (package.objectives, package.figures, package.questions, package.steps))) + 1
    tick = counter(progress, total)
    library = Library({}, {}, {}, {})
    for wanted in package.objectives:
        library.objectives[wanted["code"]] = _load_objective(wanted, by)
        tick()
    for wanted in package.figures:
        library.figures[wanted["key"]] = load_figure(wanted, by)
        tick()
    for wanted in package.questions:
        library.questions[wanted["key"]] = _load_question(wanted, library, by)
        tick()
    for name in _images(package):
        library.images[name] = _load_image(package, name, by)
    module, changed = _load_module(package, parent, library, by)
    tick()
    for wanted in package.steps:
        changed |= _load_step(wanted, module, library, by)
        tick()
    _arrange(package, module, by, rearrange=changed)
    return ModulePage.objects.get(pk=module.pk)


def _load_objective(wanted, by):
    objective = Objective.objects.filter(code=wanted["code"]).first() or Objective(code=wanted["code"])
    if objective.pk is None or not memory.is_known(objective, wanted):
        objective.statement = wanted["statement"]
        clean("module.yaml", objective)
        objective.save()
        memory.remember(objective, wanted, by)
    return objective


def _load_question(wanted, library, by):
    place = f"questions.yaml, {wanted['key']}"
    question = Question.objects.filter(key=wanted["key"]).first()
    if question and not isinstance(question, MODELS[wanted["type"]][0]):
        raise BadPackage(_("%(place)s: this key belongs to a question of another type.") % {"place": place})
    if question and memory.is_known(question, wanted):
        return question
    return publish(place, question_rows(wanted, question, library.objectives[wanted["objective"]]), wanted, by)


def _images(package):
    """Names of the pictures in a package, each once."""
    shown = [name for step in package.steps for kind, name in step["uses"] if kind == "image"]
    return dict.fromkeys([package.module["hero"], *shown] if package.module["hero"] else shown)


def _load_image(package, name, by):
    Image = get_image_model()
    path = package.folder / name
    title = f"{package.module['slug']}/{path.name}"
    with path.open("rb") as file:
        image = Image(title=title, file=ImageFile(file, name=path.name), uploaded_by_user=by)
        image._set_file_hash()  # what Wagtail's own upload calls; get_file_hash() saves, and this may be one too many
        present = Image.objects.filter(title=title, file_hash=image.file_hash).first()
        if present is None:
            image.save()
    return present or image


def _load_module(package, parent, library, by):
    """Return the module, and whether the package changed anything about it (its order of steps included)."""
    module = child_of(parent, package.module["slug"], ModulePage, "module.yaml")
    wanted = module_values(package, library)
    if module and memory.is_known(module, wanted):
        return module, False
    return publish_page("module.yaml", set_module(module or ModulePage(), wanted), parent, wanted, by), True


def _load_step(wanted, module, library, by):
    """Publish a step if the package changed it; return whether it is a new page."""
    model = STEP_MODELS[wanted["kind"]]
    page = child_of(module, wanted["slug"], model, wanted["file"])
    values = step_values(wanted, module.slug, library)
    if page and memory.is_known(page, values):
        return False
    publish_page(wanted["file"], set_step(page or model(), values, library), module, values, by)
    return page is None


def _arrange(package, module, by, *, rearrange):
    """Unpublish what left the package; put the steps in its order, unless only a trainer changed that."""
    slugs = [step["slug"] for step in package.steps]
    children = {child.slug: child for child in module.get_children().specific()}
    for slug, child in children.items():
        if slug not in slugs and child.live and memory.was_loaded(child):
            child.unpublish(user=by)
    if rearrange and [slug for slug in children if slug in slugs] != slugs:
        for slug in slugs:
            Page.objects.get(pk=children[slug].pk).move(module, pos="last-child", user=by)
            module.refresh_from_db()
