// What is missing (site/editorial/completeness/side_panel.py): a finding leads to its field, and an autosave reads them again.
// The first autosave of a new page puts the panel there anew, so it is looked up each time.
const PHONE = matchMedia("(width <= 50rem)"); // the panels lie over the form
const findPanel = () => document.querySelector("[data-completeness]");

// "body.ID" is the block ID within the field body; the innermost part that stands on the screen is where one goes.
function findField(path) {
  let found = null;
  for (const part of path.split(".")) {
    const next = (found ?? document).querySelector(`[data-contentpath="${CSS.escape(part)}"]`);
    if (!next) break;
    found = next;
  }
  const name = CSS.escape(path.split(".")[0]);
  return found ?? document.querySelector(`#id_${name}, #id_${name}-FORMS, [name="${name}"]`)
    ?? document.getElementById(`id_${name.replace(/-\d+-.*$/, "")}-FORMS`);
}

// Where one types or chooses; the buttons that stand around a field are none of it.
const INPUTS = "input:not([type='hidden']), textarea, select, [contenteditable='true']";
const BUTTONS = "[data-chooser-action-choose], .chooser button, .c-sf-add-button, button:not(.w-field__comment-button, [data-panel-toggle])";
const LONGEST = 2000; // milliseconds until a tab stands open

const isShown = (element) => element.getClientRects().length > 0;

function findTarget(field) {
  for (const kind of [INPUTS, BUTTONS]) {
    const target = field.matches(kind) ? field : [...field.querySelectorAll(kind)].find(isShown);
    if (target) return target;
  }
  const add = document.getElementById(field.id.replace(/-FORMS$/, "-ADD")); // rows of which there are none yet
  if (add) return add;
  field.tabIndex = -1;
  return field;
}

// The words above a field: its label, or the heading of the panel that it is alone in.
function findLabel(field) {
  for (let box = field; box; box = box.parentElement?.closest(".w-panel__wrapper, [data-panel]")) {
    const label = [...box.querySelectorAll(".w-field__label, [data-panel-heading]")].find(isShown);
    if (label) return label;
  }
  return field;
}

function goTo(field) {
  const target = findTarget(field);
  target.focus({ preventScroll: true });
  findLabel(field).scrollIntoView({ block: "start", behavior: "instant" }); // Wagtail keeps the height of its top bar free
  document.getElementById("main").scrollLeft = 0; // on a phone the panel that slides away may have pushed the form aside
}

// A tab opens, and the side panel of a phone closes, a moment after they were told to.
function goWhenShown(field, begun = Date.now()) {
  if (isShown(field) || Date.now() - begun > LONGEST) requestAnimationFrame(() => goTo(field));
  else setTimeout(goWhenShown, 30, field, begun);
}

function open(field) {
  for (let tab = field.closest("[role='tabpanel']"); tab; tab = tab.parentElement.closest("[role='tabpanel']")) {
    if (tab.hidden) document.getElementById(tab.getAttribute("aria-labelledby"))?.click();
  }
  for (let section = field.closest("[data-panel]"); section; section = section.parentElement.closest("[data-panel]")) {
    section.querySelector("[data-panel-toggle][aria-expanded='false']")?.click();
  }
  if (PHONE.matches) document.querySelector("[data-form-side-close-button]")?.click();
  goWhenShown(field);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto-field]");
  const field = link && findField(link.dataset.gotoField);
  if (!field) return;
  event.preventDefault();
  open(field);
});

let asked = 0;
async function ask() {
  const page = document.getElementById("page-edit-form")?.getAttribute("action").match(/\/pages\/(\d+)\/edit\//)?.[1];
  const url = page ? findPanel()?.dataset.completeness.replace(/\d+/, page) : "";
  if (!url) return;
  asked += 1;
  const number = asked;
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  // A redirect is one to the login; saving says that.
  if (answer.ok && !answer.redirected && number === asked) show(await answer.text());
}

// Where the piece can be sent, the first that is missing is said in words: the number at the top has none.
function say(panel) {
  const group = panel?.querySelector(".completeness__group");
  const words = group && `${group.querySelector("h3").textContent}: ${group.querySelector("li").firstChild.textContent.trim()}`;
  for (const line of document.querySelectorAll("[data-open-missing]")) {
    line.textContent = words || "";
    line.hidden = !words;
  }
}

// What is the same stays, and who stands on a finding stays on it, or on the panel when it is mended.
function replace(panel, html) {
  const held = panel.contains(document.activeElement) && document.activeElement;
  panel.innerHTML = html;
  if (!held) return;
  const same = [...panel.querySelectorAll("a, button, summary")].find((other) =>
    other.textContent === held.textContent && other.dataset.gotoField === held.dataset.gotoField);
  panel.tabIndex = -1;
  (same ?? panel).focus({ preventScroll: true });
}

let shown = {};
function show(html) {
  const panel = findPanel();
  if (shown.panel === panel && shown.html === html) return;
  shown = { panel, html };
  replace(panel, html);
  say(panel);
  const counter = document.querySelector("[data-side-panel-toggle='completeness'] [data-side-panel-toggle-counter]");
  if (!counter) return;
  const count = (weight) => panel.querySelectorAll(`.completeness__group--${weight} li`).length;
  const blocking = count("blocks");
  const number = blocking || count("advice");
  counter.textContent = number;
  counter.hidden = !number;
  counter.classList.toggle("w-bg-critical-200", blocking > 0);
  counter.classList.toggle("completeness__calm", !blocking);
}

// The panel slides in, on a phone over the form.
function focusWhenShown(begun = Date.now()) {
  const panel = findPanel();
  panel.tabIndex = -1;
  panel.focus({ preventScroll: true });
  if (document.activeElement !== panel && Date.now() - begun < LONGEST) setTimeout(focusWhenShown, 30, begun);
}

document.addEventListener("click", (event) => {
  const toggle = event.target.closest("[data-open-missing]") && document.querySelector("[data-side-panel-toggle='completeness']");
  if (!toggle) return;
  if (toggle.getAttribute("aria-expanded") !== "true") toggle.click();
  focusWhenShown();
});
document.addEventListener("DOMContentLoaded", () => say(findPanel()));

let timer;
function askSoon() {
  clearTimeout(timer);
  timer = setTimeout(ask, 400);
}
document.addEventListener("w-autosave:success", askSoon);
// What was mended in another window, such as the maker of a picture, is no longer missing.
document.addEventListener("visibilitychange", () => document.hidden || askSoon());
window.addEventListener("focus", askSoon);
document.addEventListener("click", (event) => event.target.closest("[data-side-panel-toggle='completeness']") && ask());
