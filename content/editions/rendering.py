"""From a document, in today's form, to HTML: the one path of preview, live page and edition. Knows no reader and asks
no database; the storage is asked which copies of a picture there are.

Where the reader's own organisation or a practice question belongs stands a token, `[[contact:report]]`,
`[[protocol:report]]` or `[[practice:key]]`; `serving.fill` puts the reader's own there.

Rich text in a document was cleaned when it was frozen (`content.markup`), so the templates print it unescaped; every
other value is escaped.
"""

from django.template.loader import render_to_string

from content.editions.pictures import copies_of
from content.figures.chart import chart
from content.languages import DUTCH, language_of

#: What a tone looks like: class of the panel and name of the icon. A draft may have no tone yet, and then no look.
TONE_LOOKS = {"wise": "good", "mixed": "mixed", "risk": "risk"}


def render_blocks(content: list, *, led=True, language=DUTCH) -> str:
    """Return blocks, in `language`, as HTML; `led` sets the first paragraph as a lead when they begin with text."""
    blocks = [_block(block, first=led and number == 0) for number, block in enumerate(content)]
    return render_to_string("content/blocks/blocks.html", {"blocks": blocks, "language": language})


def render_hero(document: dict) -> str:
    """Return the picture at the top of a module, or nothing."""
    hero = document["hero"]
    if hero is None:
        return ""
    context = {"picture": hero["image"], "copies": copies_of(hero["image"]), "alt": hero["alt"], "first": True}
    return _written(document, "components/picture.html", context)


def render_screen(document: dict, index: int) -> str:
    """Return one screen of a lesson without its title (the page's h1). Raises IndexError."""
    screen = document["body"][_place(index)]["value"]
    content = render_blocks(screen["content"], language=language_of(document))
    return _written(document, "content/steps/screen.html", {"content": content, "source": screen["source"]})


def render_scene(document: dict, key: str, *, missed=False) -> str:
    """Return a situation of a dilemma and its choices, without the title; the first one begins with the introduction.

    `missed` says above the choices that one must be made. Raises KeyError for a scene that does not exist.
    """
    return situation_html(document, scenes_of(document)[key], missed=missed)


def situation_html(document: dict, scene: dict, *, missed=False) -> str:
    """Return what `render_scene` does, of one of the document's own scenes: in a draft keys may be missing yet."""
    context = {
        "scene": _led(scene),
        "intro": document["intro"] if document["scenes"][0]["value"] is scene else "",
        "options": [
            {
                "id": "keuze" if number == 0 else f"keuze{number}",
                "name": "choice",
                "value": choice["key"],
                "label": choice["text"],
            }
            for number, choice in enumerate(_choices(scene))
        ],
        "missed": missed,
    }
    return _written(document, "content/steps/scene.html", context)


def render_consequence(document: dict, scene_key: str, choice_key: str) -> str:
    """Return what comes of a choice; where the story ends, its closing stands below. Raises KeyError."""
    return choice_html(document, choices_of(scenes_of(document)[scene_key])[choice_key])


def choice_html(document: dict, choice: dict) -> str:
    """Return what `render_consequence` does, of one of the document's own choices."""
    context = {
        "choice": {**choice, "consequence": lead(choice["consequence"])},
        "look": TONE_LOOKS.get(choice["tone"], ""),
        "closing": "" if choice["next"] else document["closing"],
    }
    return _written(document, "content/steps/consequence.html", context)


def render_whole_dilemma(document: dict) -> str:
    """Return all situations with all choices and what comes of them, one below the other."""
    titles = {key: scene["title"] for key, scene in scenes_of(document).items()}
    scenes = [
        {
            **scene,
            "told": [
                {**choice, "look": TONE_LOOKS.get(choice["tone"], ""), "leads_to": titles.get(choice["next"], "")}
                for choice in _choices(scene)
            ],
        }
        for scene in (block["value"] for block in document["scenes"])  # as a list: in a draft keys may be missing yet
    ]
    context = {"scenes": scenes, "intro": lead(document["intro"]), "closing": document["closing"]}
    return _written(document, "content/steps/whole_dilemma.html", context)


def outline_of(document: dict) -> dict:
    """Return what a page around the step needs to know, without its texts.

    lesson {"kind", "title", "minutes", "screens": [title]};
    dilemma {…, "first": key, "scenes": {key: {"title", "choices": {key: next key or ""}}}};
    quiz {…, "intro_html", "rule", "pass_percentage", "questions": [key]};
    module {"kind", "title", "summary", "intro_html", "hero_html", "remember": [html]}.
    """
    kind = document["kind"]
    outline = {"kind": kind, "title": document["title"]}
    if kind == "module":
        remember = [thing["value"] for thing in document["remember"]]
        texts = {"summary": document["summary"], "intro_html": document["intro"], "remember": remember}
        return {**outline, **texts, "hero_html": render_hero(document)}
    outline["minutes"] = document["minutes"]
    if kind == "lesson":
        outline["screens"] = [screen["value"]["title"] for screen in document["body"]]
    elif kind == "dilemma":
        outline["first"] = document["scenes"][0]["value"]["key"]
        outline["scenes"] = {
            key: {
                "title": scene["title"],
                "choices": {name: choice["next"] for name, choice in choices_of(scene).items()},
            }
            for key, scene in scenes_of(document).items()
        }
    elif kind == "quiz":
        outline["intro_html"] = document["intro"]
        outline["rule"] = document["rule"]
        outline["pass_percentage"] = document["pass_percentage"]
        outline["questions"] = [question["key"] for question in document["questions"]]
    return outline


def scenes_of(document: dict) -> dict:
    """Return the situations of a dilemma by key, in their order."""
    return {scene["value"]["key"]: scene["value"] for scene in document["scenes"]}


def choices_of(scene: dict) -> dict:
    """Return the choices of a situation by key, in their order."""
    return {choice["value"]["key"]: choice["value"] for choice in scene["choices"]}


def lead(html: str) -> str:
    """Return `html` with its first paragraph set as a lead."""
    return html.replace("<p>", '<p class="lead">', 1) if html.startswith("<p>") else html


def _written(document, template, context):
    return render_to_string(template, {**context, "language": language_of(document)})


def _choices(scene):
    return [choice["value"] for choice in scene["choices"]]


def _led(scene):
    return {**scene, "text": lead(scene["text"])}


def _place(index):
    if index < 0:
        raise IndexError(index)
    return index


def _block(block, first):
    kind, value = block["type"], block["value"]
    context = {"template": f"content/blocks/{kind}.html", "id": block["id"].replace("-", "")[:12], "value": value}
    if kind == "text" and first:
        context["value"] = lead(value)
    elif kind == "figure":
        context["chart"] = chart(value)
    elif kind == "image":
        context["copies"] = copies_of(value["image"])
    return context
