// A new row of organisations begins with choosing one, so its chooser opens with the row. While it opens, nothing opens a second one.
const ROWS = ["partnerships"];
const LONGEST = 10000; // milliseconds until the dialog stands there
let opening = false;

const isOpen = () => document.querySelector(".modal.in") !== null;

function openOnce(button) {
  if (opening || isOpen()) return;
  opening = true;
  button.click();
  const begun = Date.now();
  const timer = setInterval(() => {
    if (!isOpen() && Date.now() - begun < LONGEST) return;
    opening = false;
    clearInterval(timer);
  }, 50);
}

document.addEventListener("click", (event) => {
  const name = ROWS.find((row) => event.target.closest(`#id_${row}-ADD`));
  const rows = name ? document.querySelectorAll(`#id_${name}-FORMS > *`) : [];
  const button = rows.length && rows[rows.length - 1].querySelector(".chooser.blank [data-chooser-action-choose]");
  if (button) setTimeout(() => openOnce(button));
});

document.addEventListener("click", (event) => {
  if (!opening || !event.isTrusted || !event.target.closest("[data-chooser-action-choose]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
