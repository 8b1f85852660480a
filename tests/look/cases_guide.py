"""The style guide for developers, as in the demo; elsewhere it does not exist."""

from django.test import override_settings

from elearning.style_guide.specimens import SPECIMENS
from tests.look.screens import case


def _guide(stage, address=""):
    with override_settings(DEMO=True):
        return stage.get(None, f"/stijlgids/{address}")


@case("elearning/style_guide/index.html", "filled", picture=True)
def _(stage):
    return _guide(stage)


for _specimen in SPECIMENS:
    for _state in _specimen.states:
        case("elearning/style_guide/specimen.html", f"{_specimen.slug}, {_state}")(
            lambda stage, address=f"{_specimen.slug}/{_state}/": _guide(stage, address)
        )
