"""What a machine can say about a page: axe on accessibility, Nu on HTML."""

import json
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.harness.tools import MissingTool, axe_script, html_checker

#: Safari takes a list without bullets for no list, unless its role says so; Nu thinks the role is idle.
LIST_ROLE = "“list” role"
#: `wcag22aa` must be asked for by name, or target-size is left out without a word.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN_AXE = """([tags, within]) => axe.run(within ? document.querySelector(within) : document,
    {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"""


@cache
def _axe() -> str:
    script = axe_script()
    if script is None:
        raise MissingTool("The axe checker is not here: python -m tests.harness.tools gets it.")
    return script.read_text()


def axe_violations(page: Page, *, tags: tuple[str, ...] = TAGS, within: str = "") -> list[str]:
    """What axe finds wrong on the page as it is shown now, one sentence for each element; empty is good.

    `within` is the selector of the only part that counts; what it does not find makes axe raise.
    The script is evaluated, not added as an element: the site's policy (rightly) refuses inline scripts.
    """
    page.wait_for_load_state("load")  # before its style sheets a page has other sizes and colours
    page.evaluate(_axe())
    return [
        f"{violation['id']}: {violation['help']}: {' '.join(map(str, node['target']))}"
        for violation in page.evaluate(RUN_AXE, [list(tags), within])["violations"]
        for node in violation["nodes"]
    ]


def html_errors(*documents: str) -> list[str]:
    """What the Nu checker finds wrong in these HTML texts, "document 1, line 3: …"; empty is good. Starts Java once."""
    command = html_checker()
    if command is None:
        raise MissingTool("The HTML checker is not here: python -m tests.harness.tools gets it.")
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.html") for number in range(1, len(documents) + 1)]
        for file, document in zip(files, documents, strict=True):
            file.write_text(document, encoding="utf-8")
        done = subprocess.run([*command, "--format", "json", *files], capture_output=True)
    return [
        f"document {Path(message['url']).stem}, line {message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if (message["type"] != "info" or message.get("subType") == "warning") and LIST_ROLE not in message["message"]
    ]
