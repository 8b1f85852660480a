"""Worksheets that were tampered with: each carries the answers away by another road, and the search must find it.

A changed script comes with its own digest in the policy, as it would from a server that means harm. Where the policy
would stop it, the policy is loosened too.
"""

from dataclasses import dataclass

from content.worksheets import rendering
from content.worksheets.sealing import Sealed
from elearning.worksheets import site_style

PLACE = "    function show() {\n"
ALL = """
      var all = Array.prototype.map.call(ticked("input"), function (one) { return one.value; }).join();
      if (all) { %s }
"""


@dataclass(frozen=True)
class Sabotage:
    """`code` runs at each answer and has them in `all`; `loosened` replaces a part of the policy; `kind` is what the
    search must call the trace."""

    code: str
    kind: str
    loosened: tuple[str, str] = ("", "")


FORBIDDEN, SANDBOX = "default-src 'none'", "allow-scripts"
CONNECT = (FORBIDDEN, f"{FORBIDDEN}; connect-src 'self'")
ORIGIN = (SANDBOX, f"{SANDBOX} allow-same-origin")
WAYS = {
    # under our own policy: what nothing but reading the script, and this search, keeps out
    "goes elsewhere": Sabotage('location.href = "/x?" + all;', "request"),
    "replaces the page": Sabotage('location.replace("/x?" + ticked("input").length);', "request"),
    "waits ten minutes": Sabotage('setTimeout(function () { location.href = "/x?" + all; }, 600000);', "request"),
    "waits for the network": Sabotage(
        'window.addEventListener("online", function () { location.href = "/x?" + all; });', "request"
    ),
    "presses a link": Sabotage(
        'var link = document.createElement("a"); link.href = "/x?" + all; document.body.append(link); link.click();',
        "request",
    ),
    "changes a link": Sabotage('document.getElementById("verlaat").href = "/weg/?" + all;', "links"),
    "adds a link": Sabotage(
        'var link = document.createElement("a"); link.href = "/x?" + all; document.body.append(link);', "links"
    ),
    "changes the title": Sabotage("document.title = document.title + ticked('input').length;", "title"),
    "changes the address": Sabotage("location.hash = all;", "address"),
    "writes in the history": Sabotage('history.replaceState(all, "");', "history"),
    "names the window": Sabotage("window.name = all;", "name of the window"),
    # under a policy that was loosened
    "fetches": Sabotage('fetch("/x?" + all).catch(function () {});', "request", CONNECT),
    "sends a beacon": Sabotage('navigator.sendBeacon("/x", all);', "request", CONNECT),
    "opens a socket": Sabotage(
        'new WebSocket("ws://" + location.host + "/x?" + all);', "socket", (FORBIDDEN, f"{FORBIDDEN}; connect-src ws:")
    ),
    "shows a picture": Sabotage(
        'new Image().src = "/x?" + all;', "request", (FORBIDDEN, f"{FORBIDDEN}; img-src 'self'")
    ),
    "sends a form": Sabotage(
        'form.method = "post"; form.action = "/x"; form.submit();',
        "request",
        ("form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox", "sandbox allow-forms"),
    ),
    "opens a window": Sabotage('window.open("/x?" + all);', "request", (SANDBOX, f"{SANDBOX} allow-popups")),
    "keeps it in the browser": Sabotage('localStorage.setItem("x", all);', "local storage", ORIGIN),
    "keeps it in the tab": Sabotage('sessionStorage.setItem("x", all);', "session storage", ORIGIN),
    "keeps it in a cookie": Sabotage('document.cookie = "x=" + all.slice(0, 40);', "storage", ORIGIN),
    "keeps it in a database": Sabotage("indexedDB.open(all);", "database", ORIGIN),
    "keeps it in a cache": Sabotage('caches.open("x" + all);', "cache", ORIGIN),
}


def sabotaged(letter: str, way: Sabotage, *, loosened: bool = True) -> Sealed:
    """The sheet behind `letter`, tampered with; `loosened` false leaves the policy as strict as ours."""
    script = rendering.script()
    assert script.count(PLACE) == 1
    changed = script.replace(PLACE, PLACE + ALL % way.code)
    page = rendering.page(letter, site_style=site_style(), own_script=changed)
    old, new = way.loosened if loosened else ("", "")
    assert old in page.policy
    return Sealed(page.html, page.policy.replace(old, new, 1))
