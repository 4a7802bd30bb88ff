// Starts the widgets of the editing screens from data in the page (site/editorial/csp_widgets.py): no script stands in it.
const NEW = ["Chooser", "PageChooser", "ImageChooser", "DocumentChooser", "SnippetChooser", "InlinePanel", "MultipleChooserPanel"];
const CALL = ["initDateChooser", "initTimeChooser", "initDateTimeChooser", "createMediaChooser", "createTaskChooser"];

function begin(element) {
  const name = element.dataset.start;
  const make = window[name];
  if (typeof make !== "function" || element.dataset.started) return;
  const given = JSON.parse(element.dataset.arguments);
  element.dataset.started = "1";
  // Wagtail takes the mark off the chosen day when it cannot read the date; it reads only years first.
  if (name.startsWith("initDate")) given[1] = { ...given[1], onGenerate() {} };
  if (NEW.includes(name)) new make(...given);
  else if (CALL.includes(name)) make(...given);
}

// The focal point's library asks for touch by writing handlers into attributes, which the policy refuses; this answers it before.
function answerTouch() {
  for (const name of ["ontouchstart", "ontouchmove", "ontouchend"]) HTMLElement.prototype[name] ??= null;
}

// After a refused upload the chooser of recordings opens at its list; the reason stands on another tab.
function showRefusal(node) {
  const panel = node.querySelector(".w-tabs__panel:has(.error-message)");
  if (!panel?.closest(".wagtailmedia-tabs")) return;
  setTimeout(() => document.getElementById(panel.getAttribute("aria-labelledby"))?.click(), 100);
}

// Who has no picture on the site yet comes with a photo: the chooser opens at the upload. Its tabs begin to work a moment after they
// are there; one that is pressed before leaves both panels in sight, and has to be left to be pressed again.
function openUpload(panel, tries = 200) {
  const tab = document.getElementById(panel.getAttribute("aria-labelledby"));
  const other = panel.parentElement.querySelector(`:scope > [role='tabpanel']:not([hidden], [id='${panel.id}'])`);
  const isChosen = tab?.getAttribute("aria-selected") === "true";
  if (!tab || (isChosen && !other)) return;
  (isChosen ? document.getElementById(other.getAttribute("aria-labelledby")) : tab).click();
  if (tries) setTimeout(openUpload, 50, panel, tries - 1);
}

// A refused form that takes the place of another in a dialog begins at its first fault, once its tab is open.
function goToFault(field, tries = 40) {
  if (field.isConnected && field.getClientRects().length) field.focus();
  else if (tries) setTimeout(goToFault, 50, field, tries - 1);
}

function look(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  showRefusal(node);
  const faulty = node.closest(".modal") && node.querySelector(".w-field--error :is(input:not([type='hidden']), select, textarea)");
  if (faulty) setTimeout(goToFault, 50, faulty);
  if (node.querySelector(".focal-point-chooser")) answerTouch();
  const first = node.closest(".modal") && node.querySelector("[data-first-upload]");
  if (first) setTimeout(openUpload, 50, first.closest("[role='tabpanel']"));
  if (node.dataset.start) begin(node);
  node.querySelectorAll("[data-start]").forEach(begin);
}

new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(look))).observe(
  document.documentElement,
  { childList: true, subtree: true },
);
for (const moment of ["DOMContentLoaded", "load"]) window.addEventListener(moment, () => look(document.documentElement));

// The translation editor asks for the addresses of choosers under this name.
window.chooserUrls ??= {
  imageChooser: "/beheer/images/chooser/",
  documentChooser: "/beheer/documents/chooser/",
  pageChooser: "/beheer/choose-page/",
};

// A recording file gets its name as title, until somebody writes one.
document.addEventListener("change", (event) => {
  const title = document.getElementById("id_title");
  if (event.target.matches("form[action*='/media/'] #id_file") && title && title.value === "") {
    title.value = event.target.value.split("\\").pop().replace(/\.[^.]+$/, "");
  }
});

// The name that a camera gave is no title: the first words of the text alternative become it (site/media/uploads/forms.py).
document.addEventListener("wagtail:images-upload", (event) => {
  const names = event.target.querySelector("[data-camera-name]")?.dataset.cameraName;
  if (names && new RegExp(`^(?:${names})$`, "i").test(event.detail.data.title.trim())) event.preventDefault();
});

// One box ticks all languages into which a page is sent for translation.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[name='select_all']")) return;
  for (const box of event.target.form.querySelectorAll("[name='locales']")) box.checked = event.target.checked;
});

// "Saved" is no answer any more once the autosave stops: one screen says one thing.
document.addEventListener("w-autosave:error", () => {
  for (const message of document.querySelectorAll(".messages .success")) message.remove();
});
