"""A visitor with a phone who fills in forms; what that takes is counted, and estimated as the time of a person's hand."""

import re
from dataclasses import dataclass, field

from tests.browser.axe import find_violations, load_axe

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "locale": "nl-NL"}
# Seconds of a slow hand on a phone: a letter (24 words a minute; 36 are usual, people over fifty have 26), a field or tap
# with the search for where it stands, and a page to read before the first tap.
LETTER, TAP, PAGE = 0.5, 3.0, 10.0


@dataclass
class Effort:
    """What a way through the site took."""

    pages: int = 0
    fields: int = 0
    taps: int = 0
    letters: int = 0

    @property
    def seconds(self) -> float:
        """How long a slow hand needs for it."""
        return self.pages * PAGE + (self.fields + self.taps) * TAP + self.letters * LETTER


@dataclass
class Visitor:
    """A visitor without an account; `with_script` says whether their browser runs scripts."""

    browser: object
    site: str
    with_script: bool
    effort: Effort = field(default_factory=Effort)

    def __post_init__(self):
        self.context = self.browser.new_context(java_script_enabled=self.with_script, **PHONE)
        if self.with_script:
            load_axe(self.context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)

    def open(self, address: str) -> None:
        """Open an address of the site, as from a mail."""
        self.page.goto(address if address.startswith("http") else f"{self.site}{address}")
        self._look()

    def follow(self, name: str) -> None:
        """Tap a link by its words, and wait for the page that follows."""
        self._go(self.page.locator("main, header").get_by_role("link", name=name, exact=True).first)

    def press(self, name: str) -> None:
        """Press a button by its words, and wait for the page that follows."""
        self._go(self.page.locator("main, header").get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first)

    def fill(self, **values) -> None:
        """Fill in fields by name: a text, a day, a choice, or a list of choices by their words."""
        for name, value in values.items():
            self.effort.fields += 1
            target = self.page.locator(f"#id_{name}")
            self._unfold(target)
            if isinstance(value, list):
                for words in value:
                    self.effort.taps += 1
                    target.get_by_label(words, exact=True).check()
            elif value is True:
                self.effort.taps += 1
                target.check()
            elif target.evaluate("(field) => field.localName") == "select":
                self.effort.taps += 1
                target.select_option(label=value)
            else:
                self.effort.letters += len(value)
                target.fill(value)

    def _unfold(self, target) -> None:
        """Tap the line that a field stands behind, where it is folded away."""
        fold = self.page.locator("details:not([open])").filter(has=target)
        if fold.count():
            self.effort.taps += 1
            fold.locator("summary").click()

    def read(self) -> str:
        """Return the text of the page, as it is shown."""
        return self.page.locator("main").inner_text()

    def _go(self, target) -> None:
        self.effort.taps += 1
        with self.page.expect_navigation():
            target.click()
        self._look()

    def _look(self) -> None:
        """Each page fits on the phone, sets no cookie, and where scripts run axe has nothing to say of it."""
        self.effort.pages += 1
        self.page.locator("main").wait_for()
        assert self.context.cookies() == []
        if self.with_script:
            assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
            assert find_violations(self.page) == [], self.page.url
