// The end of a tab leads on (site/core/admin/next_tab_panel.py): to the next tab, or as the bar above the form to the board.
const SEND = ".board-bar button[type='submit'][value='send']";

function findNext(button) {
  const tab = document.getElementById(button.closest("[role='tabpanel']").getAttribute("aria-labelledby"));
  let next = tab?.nextElementSibling;
  while (next && next.getAttribute("role") !== "tab") next = next.nextElementSibling;
  return next;
}

// The panel gets the focus, not its first field: a date opens its calendar, and on a phone a text its keyboard.
function arrive(tab, tries = 40) {
  const panel = document.querySelector(`[role='tabpanel'][aria-labelledby='${CSS.escape(tab.id)}']`);
  if (panel?.hidden && tries) {
    setTimeout(arrive, 30, tab, tries - 1);
    return;
  }
  panel.tabIndex = -1;
  panel.focus({ preventScroll: true });
  tab.scrollIntoView({ block: "start", behavior: "instant" });
}

for (const button of document.querySelectorAll("[data-next-tab]")) button.hidden = !findNext(button);
for (const button of document.querySelectorAll("[data-send-at-the-end]")) button.hidden = !document.querySelector(SEND);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-next-tab]");
  const next = button && findNext(button);
  if (next) {
    next.click();
    arrive(next);
  }
  if (event.target.closest("[data-send-at-the-end]")) document.querySelector(SEND)?.click();
});
