"""What has the focus can be read: the words on it, in both colour schemes, wherever the keyboard stands."""

import pytest

from directory.localisation import get_locale
from talkshows.models import EpisodePage

pytestmark = [pytest.mark.browser]
# The words of each element that the keyboard reaches, with less contrast than WCAG 1.4.3 asks for while it has the focus, and the line around
# it, with less than 1.4.11 asks for on what it lies on. A colour as the browser draws it: four bytes.
UNREADABLE = """() => {
  const context = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
  const read = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = read(colour).slice(0, 3).map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, two) => {
    const [low, high] = [light(one), light(two)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (read(colour)[3] === 255) return colour;
    }
    return "#fff";
  };
  const found = [];
  for (const element of document.querySelectorAll("a[href], button, summary")) {
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true}) || element.disabled) continue;
    element.focus();
    if (document.activeElement !== element || !element.matches(":focus-visible")) continue;
    for (const part of [element, ...element.querySelectorAll("*")]) {
      const words = [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      if (!words || part.closest("svg, .quiet")) continue;
      const ratio = contrast(getComputedStyle(part).color, behind(part));
      if (ratio < 4.5) found.push(["words", part.outerHTML.slice(0, 90), ratio.toFixed(2)]);
    }
    const style = getComputedStyle(element);
    const lines = [style.outlineColor, behind(element)].map((line) => contrast(line, behind(element.parentElement)));
    if (style.outlineStyle !== "none" && Math.max(...lines) < 3) found.push(["line", element.outerHTML.slice(0, 90), Math.max(...lines).toFixed(2)]);
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_focus_can_be_read(site, browser, scheme):
    episode = EpisodePage.objects.live().filter(recording_file__isnull=False, locale=get_locale("nl")).first()
    page = browser.new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    wrong = {}
    # All components, the line that is spoken, the reader's forms.
    for path in ("/", "/-/patterns/", f"{episode.url}?t=1", "/contact/", "/zoeken/?q=wijk"):
        page.goto(site + path)
        page.keyboard.press("Tab")  # from then on the focus is shown
        wrong[path] = page.evaluate(UNREADABLE)
    page.context.close()
    assert {path: found for path, found in wrong.items() if found} == {}
