// Where the cursor stands: in the title of a new page, and after a dialog in the field that it was opened from.
const DESK = matchMedia("(width > 50rem)"); // on a phone the keyboard would cover what is said above the title
const title = document.getElementById("id_title");
const isNew = /\/pages\/add\//.test(document.getElementById("page-edit-form")?.getAttribute("action") ?? "");
const isFree = () => document.activeElement === null || document.activeElement === document.body;

const isShown = (element) => element.getClientRects().length > 0;

// The tab that the title stands on opens a moment after the page is there.
function begin(tries = 40) {
  if (!isFree()) return;
  if (isShown(title)) title.focus({ preventScroll: true });
  else if (tries) setTimeout(begin, 50, tries - 1);
}

if (isNew && title && DESK.matches && !document.querySelector(".w-field--error")) begin();

// What is chosen takes the place of the button that opened the dialog, and a button that is gone cannot have the focus again.
const CHOOSE = "[data-chooser-action-choose]";
let chooser = null;

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest(CHOOSE);
    if (button && !button.closest(".modal")) chooser = button.closest(".chooser");
  },
  true,
);

function comeBack() {
  const field = chooser;
  chooser = null;
  if (!field?.isConnected) return;
  const isChosen = !field.classList.contains("blank");
  if (!isChosen && !isFree()) return;
  const button = [...field.querySelectorAll("button, a[href]")].find(isShown);
  if (button) giveFocus(button);
}

// Who was led to a button did not ask what it is called: its tooltip would lie over the fields until they go on (css/admin.css).
function giveFocus(button) {
  const page = document.documentElement;
  page.classList.add("is-led");
  button.addEventListener("blur", () => page.classList.remove("is-led"), { once: true });
  button.focus();
}

new MutationObserver((changes) => {
  const isClosed = changes.some((change) => [...change.removedNodes].some((node) => node.classList?.contains("modal")));
  if (isClosed && chooser && !document.querySelector("body > .modal.in")) setTimeout(comeBack);
}).observe(document.body, { childList: true });
