"""A member without a mouse, who knows the answers: walks a module from its first screen to its last."""

from playwright.sync_api import expect

from content.questions import registry
from tests.look.hands import Hands
from tests.road.walking import main_of

GO_ON = ("Begin", "Ga verder", "Verder met", "Rond ")


class Walker:
    """`questions`: the module's documents by prompt, from which the right answers come."""

    def __init__(self, page, questions):
        self.page = page
        self.hands = Hands(page)
        self.questions = questions
        self.answered = 0
        self.dilemmas = 0

    def walk(self, *, until: str) -> None:
        """Go on until a page has the heading `until`; at most as many pages as the longest module has."""
        for _ in range(200):
            if self.heading().startswith(until):
                return
            self._one_page()
        raise AssertionError(f"no end after 200 pages; now at “{self.heading()}”")

    def heading(self) -> str:
        return main_of(self.page).get_by_role("heading", level=1).inner_text()

    def _one_page(self):
        main = main_of(self.page)
        self._skip_to_content()
        if main.get_by_role("button", name="Kijk wat er gebeurt").count():
            self._choose(main.get_by_role("radio"), 0)
            self._follow(main.get_by_role("button", name="Kijk wat er gebeurt"))
        elif self._asks(main, level=1):
            self._answer(main, self.heading())
        elif main.get_by_role("link", name="Volgende vraag").count():
            self._follow(main.get_by_role("link", name="Volgende vraag"))
        elif main.get_by_role("link", name="Ga verder", exact=True).count():
            self._follow(main.get_by_role("link", name="Ga verder", exact=True))
        else:
            if self._asks(main, level=2):
                self._answer(main, self._practice(main))
            self._follow(self._onward(main))

    def _skip_to_content(self):
        """Pass what stands above every page, unless the page gave the focus to its own news."""
        self.page.wait_for_load_state("load")
        if self.page.evaluate("document.activeElement === document.body"):
            self.page.keyboard.press("Tab")
            expect(self.page.get_by_role("link", name="Direct naar de inhoud")).to_be_focused()
            self.page.keyboard.press("Enter")

    def _asks(self, main, *, level):
        if not main.get_by_role("button", name="Controleer mijn antwoord").count():
            return False
        return self.heading() in self.questions if level == 1 else bool(self._practice(main))

    def _practice(self, main):
        headings = main.get_by_role("heading", level=2).all_inner_texts()
        return next((heading for heading in headings if heading in self.questions), "")

    def _onward(self, main):
        for name in GO_ON:
            button = main.get_by_role("button", name=name).filter(has_not_text="dilemma over")
            if button.count():
                self.dilemmas += name == "Rond " and "dilemma" in button.first.inner_text()
                return button.first
        raise AssertionError(f"no way on from “{self.heading()}”")

    def _follow(self, wanted):
        """Press it with the keyboard, and wait for the page that comes."""
        self.hands.tab_to(wanted, strict=False)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    # --- answers ------------------------------------------------------------------------------------------------------

    def _answer(self, main, prompt):
        document = self.questions[prompt]
        response = registry.examples(document)[0]
        getattr(self, f"_{document['type']}")(main, document, response)
        self._follow(main.get_by_role("button", name="Controleer mijn antwoord"))
        expect(main_of(self.page).get_by_role("heading", name="Goed", exact=True)).to_be_visible()
        self.answered += 1

    def _choose(self, radios, number):
        """Tab leads to the first of a group; arrows lead to the others, and choose as they go."""
        self.hands.tab_to(radios.first, strict=False)
        self.page.keyboard.press("Space")
        for _ in range(number):
            self.page.keyboard.press("ArrowDown")
        expect(radios.nth(number)).to_be_checked()

    def _single_choice(self, main, document, response):
        keys = [option["key"] for option in document["options"]]
        self._choose(main.get_by_role("radio"), keys.index(response["option"]))

    def _statement(self, main, document, response):
        self._choose(main.get_by_role("radio"), 0 if response["answer"] else 1)

    def _multiple_choice(self, main, document, response):
        for option in document["options"]:
            if option["key"] in response["options"]:
                box = main.get_by_role("checkbox", name=option["text"], exact=True)
                self.hands.press(box, "Space", strict=False)
                expect(box).to_be_checked()

    def _ordering(self, main, document, response):
        texts = {item["key"]: item["text"] for item in document["items"]}
        places = {texts[key]: str(place) for place, key in enumerate(response["order"], start=1)}
        self._select_all(main, places)

    def _matching(self, main, document, response):
        rights = {pair["right_key"]: pair["right"] for pair in document["pairs"]}
        self._select_all(main, {pair["left"]: rights[response["pairs"][pair["key"]]] for pair in document["pairs"]})

    def _select_all(self, main, wanted):
        """Give each select its option; in the order of the page, so that Tab need not go round."""
        for box in main.get_by_role("combobox").all():
            label, options = box.evaluate("one => [one.labels[0].innerText, [...one.options].map(each => each.text)]")
            self.hands.tab_to(box, strict=False)
            for _ in range(options.index(wanted[label])):
                self.page.keyboard.press("ArrowDown")
            assert box.evaluate("one => one.selectedOptions[0].text") == wanted[label]

    def _numeric_estimate(self, main, document, response):
        self.hands.tab_to(main.get_by_role("textbox"), strict=False)
        self.page.keyboard.type(str(response["number"]))
