"""From page to page, as somebody who waits until a page is there before looking at it."""

import re


def main_of(page):
    return page.get_by_role("main")


def follow(one):
    """Press a button or link that leads to another page; returns when that page is whole, so one may ask what it has.

    What is asked with `expect` needs no whole page, what is counted or read at once does.
    """
    with one.page.expect_navigation():
        one.click()


def go_on(page):
    """Press the one button that goes on; tell where that led."""
    main = main_of(page)
    follow(main.get_by_role("button", name=re.compile("^(Begin|Ga verder|Verder met|Rond )")))
    return main.get_by_role("heading", level=1).inner_text()


def read_lesson(page, first):
    """Go through a lesson that was begun, up to its end."""
    while main_of(page).get_by_role("button", name="Rond deze les af").count() == 0:
        go_on(page)
    go_on(page)
