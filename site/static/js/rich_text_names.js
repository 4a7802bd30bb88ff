// Rich text fields: each has the name of its label, and Tab leaves them also from a list, where the editor would keep it to indent.
const EDITOR = ".public-DraftEditor-content";

function nameEditors() {
  for (const editor of document.querySelectorAll(`${EDITOR}:not([aria-labelledby])`)) {
    const label = editor.closest(".w-field")?.querySelector(".w-field__label[id]") ?? findLabel(editor) ?? findHeading(editor);
    if (label) editor.setAttribute("aria-labelledby", label.id);
  }
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
nameEditors();
new MutationObserver(nameEditors).observe(document.body, { childList: true, subtree: true });
