// A field that was refused because it was empty is told so until it is filled in, not longer; then the refusal of the form goes too.
const EMPTY = new WeakSet();
const FAULT = ".w-field--error";
const INPUTS = "input:not([type='hidden'], [type='checkbox'], [type='radio']), select, textarea";

const isFilled = (field) => [...field.querySelectorAll(INPUTS)].some((input) => input.value.trim());

function remember() {
  for (const field of document.querySelectorAll(FAULT)) if (field.querySelector(INPUTS) && !isFilled(field)) EMPTY.add(field);
}

function clear(field) {
  EMPTY.delete(field);
  field.classList.remove("w-field--error");
  field.querySelector("[data-field-errors]")?.replaceChildren();
  for (const input of field.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  if (document.querySelector(`#page-edit-form ${FAULT}, #page-edit-form .error-message`)) return;
  for (const message of document.querySelectorAll(".messages .error")) message.remove();
}

remember();
document.addEventListener("DOMContentLoaded", remember);
for (const moment of ["input", "change"]) {
  document.getElementById("page-edit-form")?.addEventListener(moment, (event) => {
    const field = event.target.closest(FAULT);
    if (field && EMPTY.has(field) && isFilled(field)) clear(field);
  });
}
