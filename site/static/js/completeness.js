// What is missing (site/editorial/completeness/side_panel.py): a finding leads to its field, and an autosave reads them again.
const panel = document.querySelector("[data-completeness]");

// "body.ID" is the block ID within the field body; the innermost part that stands on the screen is where one goes.
function findField(path) {
  let found = null;
  for (const part of path.split(".")) {
    const next = (found ?? document).querySelector(`[data-contentpath="${CSS.escape(part)}"]`);
    if (!next) break;
    found = next;
  }
  const name = CSS.escape(path.split(".")[0]);
  return found ?? document.querySelector(`#id_${name}, #id_${name}-FORMS, [name="${name}"]`);
}

function open(field) {
  for (let tab = field.closest("[role='tabpanel']"); tab; tab = tab.parentElement.closest("[role='tabpanel']")) {
    if (tab.hidden) document.getElementById(tab.getAttribute("aria-labelledby"))?.click();
  }
  for (let section = field.closest("[data-panel]"); section; section = section.parentElement.closest("[data-panel]")) {
    section.querySelector("[data-panel-toggle][aria-expanded='false']")?.click();
  }
  const inside = "input:not([type='hidden']), textarea, select, [contenteditable='true'], button";
  const target = field.matches(inside) ? field : field.querySelector(inside) ?? field;
  if (target === field && !field.matches(inside)) field.tabIndex = -1;
  field.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto-field]");
  const field = link && findField(link.dataset.gotoField);
  if (!field) return;
  event.preventDefault();
  open(field);
});

let timer;
document.addEventListener("w-autosave:success", () => {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const page = document.getElementById("page-edit-form")?.action.match(/\/pages\/(\d+)\/edit\//)?.[1];
    const url = panel && page ? panel.dataset.completeness.replace(/\d+/, page) : "";
    if (!url) return;
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    panel.innerHTML = await answer.text();
    const counter = document.querySelector("[data-side-panel-toggle='completeness'] [data-side-panel-toggle-counter]");
    const number = panel.querySelectorAll(".completeness__group:not(.completeness__group--hint) li").length;
    if (!counter) return;
    counter.textContent = number;
    counter.hidden = !number;
  }, 400);
});
