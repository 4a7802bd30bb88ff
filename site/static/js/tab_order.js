// Tab leads from field to field, so that nobody types into a button: the first space in one opens a comment or folds a panel, and the words are gone.
// The buttons of comments are in the tab order while the panel of comments is open. Those of a panel that stands open are reached by
// Shift+Tab from its field, and by Tab from anything that is no field.
const FIELD = "input, textarea, select, [contenteditable='true']";
const COMMENT = ".w-field__comment-button";
const HEADING = "[data-panel-toggle][aria-expanded='true'], .w-panel__anchor";

document.addEventListener(
  "keydown",
  (event) => {
    const form = event.key === "Tab" && event.target.closest("#page-edit-form");
    if (!form) return;
    const comments = document.querySelector("[data-side-panel='comments']");
    const isWriting = !event.shiftKey && event.target.matches(FIELD);
    for (const button of form.querySelectorAll(COMMENT)) button.tabIndex = comments?.hidden === false ? 0 : -1;
    for (const button of form.querySelectorAll(HEADING)) button.tabIndex = isWriting ? -1 : 0;
  },
  true,
);
