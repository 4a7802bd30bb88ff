// Rich text fields: each has the name of its label, and Tab leaves them also from a list, where the editor would keep it to indent.
const EDITOR = ".public-DraftEditor-content";
const MENU_BUTTON = ".Draftail-BlockToolbar__trigger";

function nameEditors() {
  for (const editor of document.querySelectorAll(`${EDITOR}:not([aria-labelledby])`)) {
    const label = editor.closest(".w-field")?.querySelector(".w-field__label[id]") ?? findLabel(editor) ?? findHeading(editor);
    if (label) editor.setAttribute("aria-labelledby", label.id);
  }
  // The menu of blocks opens by "/" in the text; as a stop of Tab its button would take the first space for a press, and the words after it.
  for (const button of document.querySelectorAll(MENU_BUTTON)) button.tabIndex = -1;
}

// One of several fields of a panel has its label before it; the heading is of them all.
function findLabel(editor) {
  return editor.closest(".w-panel__wrapper, [data-panel]")?.querySelector(":scope > .w-field__label[id]");
}

// A field that is a panel of its own, and a block of the text, have a heading in place of a label.
function findHeading(editor) {
  const heading = editor.closest("[data-panel]")?.querySelector("[data-panel-heading-text], [data-panel-heading]");
  if (heading && !heading.id) heading.id = `heading-of-${crypto.randomUUID()}`;
  return heading;
}

window.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab" && event.target.closest?.(EDITOR)) event.stopPropagation();
  },
  true,
);

// Draftail hides the menu of its button without knowing that it is closed, so that it comes back at the next change: its button closes it.
function closeMenu(editor) {
  const button = editor?.querySelector(`${MENU_BUTTON}[aria-expanded='true']`);
  button?.click();
  return Boolean(button);
}

const editorOfMenu = (event) => event.target.closest?.(".Draftail-Tooltip")?.closest("[data-draftail-editor]");

window.addEventListener(
  "keydown",
  (event) => {
    const editor = event.key === "Escape" && editorOfMenu(event);
    if (editor && closeMenu(editor)) editor.querySelector(EDITOR).focus();
  },
  true,
);
document.addEventListener(
  "focusout",
  (event) => {
    const editor = editorOfMenu(event);
    const next = event.relatedTarget;
    if (editor && next && !next.closest(`.Draftail-Tooltip, ${MENU_BUTTON}`)) setTimeout(closeMenu, 0, editor);
  },
  true, // the menu leaves the page while it hears of this
);
nameEditors();
new MutationObserver(nameEditors).observe(document.body, { childList: true, subtree: true });
