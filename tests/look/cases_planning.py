"""Mijn overzicht: what a member finds first."""

from tests.look.screens import case

HOME = "/leren/"
TEMPLATE = "courses/planning/home.html"


@case(TEMPLATE, "not begun")
def _(stage):
    return stage.get(stage.fresh, HOME)


@case(TEMPLATE, "under way", picture=True)
def _(stage):
    return stage.get(stage.busy, HOME)


@case(TEMPLATE, "finished")
def _(stage):
    return stage.get(stage.done, HOME)


@case(TEMPLATE, "two mandates")
def _(stage):
    return stage.get(stage.two_mandates, HOME)


@case(TEMPLATE, "two programmes, long text")
def _(stage):
    return stage.get(stage.long_name, HOME)


@case(TEMPLATE, "empty, member")
def _(stage):
    return stage.get(stage.board_member, HOME)


@case(TEMPLATE, "empty, clerk")
def _(stage):
    return stage.get(stage.clerks[stage.council], HOME)


@case(TEMPLATE, "empty, nobody")
def _(stage):
    return stage.get(stage.without_mandate, HOME)


@case(TEMPLATE, "lesson half-way")
def _(stage):
    walker = stage.walker(stage.fresh, stage.starter)
    walker.begin(1)
    walker.go_on()
    return walker.client.get(HOME)


@case(TEMPLATE, "own colour and logo")
def _(stage):
    return stage.get(stage.villagers[1], HOME)
