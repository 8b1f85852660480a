"""Mijn agenda: days to take along, and the address of one's own calendar."""

from tests.look.screens import case

HERE = "/leren/agenda/"
TEMPLATE = "courses/reminders/agenda.html"


@case(TEMPLATE, "empty")
def _(stage):
    return stage.get(stage.without_mandate, HERE)


@case(TEMPLATE, "filled")
def _(stage):
    return stage.get(stage.busy, HERE)


@case(TEMPLATE, "finished")
def _(stage):
    return stage.get(stage.done, HERE)


@case(TEMPLATE, "with an address", picture=True)
def _(stage):
    return _pressed(stage, stage.busy, "maak/")


@case(TEMPLATE, "with a new address")
def _(stage):
    return _pressed(stage, stage.villagers[2], "vernieuw/")


@case(TEMPLATE, "two programmes, long text")
def _(stage):
    return _pressed(stage, stage.states_member, "maak/")


def _pressed(stage, user, button):
    client = stage.as_(user)
    client.post(HERE + button)
    return client.get(HERE)
