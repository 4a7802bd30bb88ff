"""axe on a page in a real browser: its rules, the ways to look at a page, and what is right though axe cannot decide it."""

from axe_playwright_python.base import AXE_FILE_PATH

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
MODES = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 800}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "forced": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
LAYOUTS = ("wide", "narrow")
COLOUR_RULES = ["color-contrast", "link-in-text-block"]  # what a colour scheme can change: the elements stay the same
EVERY_RULE = {"type": "tag", "values": RULES}
LOOKED_AT = {mode: EVERY_RULE if mode in LAYOUTS else {"type": "rule", "values": COLOUR_RULES} for mode in MODES}
# Each reason was looked at: what axe cannot decide, and why it is right here.
EXPLAINED = {
    "color-contrast": "text over drawn SVG (scene, map), over the tab's clip-path and over pseudo-elements of cards; pairs are in docs/design.md",
}
# Thousands of nodes that pass would cost more to hand over than the rules cost.
RUN = """([within, rules]) => axe.run(within ?? document, {runOnly: rules, resultTypes: ["violations", "incomplete"]}).then((result) => [
  result.violations.map((rule) => [rule.id, rule.nodes.slice(0, 3).map((node) => node.target)]),
  result.incomplete.map((rule) => rule.id),
])"""


def load_axe(context):
    """Give every page that `context` opens from now on axe; return the context."""
    context.add_init_script(path=AXE_FILE_PATH)
    return context


def look_in(page, mode: str) -> None:
    """Bring an open page into a mode; without motion no colour is halfway when axe looks."""
    values = MODES[mode]
    page.set_viewport_size(values["viewport"])
    page.emulate_media(
        color_scheme=values.get("color_scheme", "light"),
        forced_colors=values.get("forced_colors", "none"),
        reduced_motion="reduce",
    )


def find_violations(page, rules=EVERY_RULE, within=None, explained=frozenset(EXPLAINED)) -> list[tuple]:
    """Return (rule, three places) that axe refuses on a page, and (rule, "undecided") that it leaves open unexplained."""
    wrong, undecided = page.evaluate(RUN, [within, rules])
    return [*map(tuple, wrong), *((rule, "undecided") for rule in undecided if rule not in explained)]
