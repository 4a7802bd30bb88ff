// A new row of organisations begins with choosing one, so its chooser opens with the row.
const ROWS = ["partnerships"];

document.addEventListener("click", (event) => {
  const name = ROWS.find((row) => event.target.closest(`#id_${row}-ADD`));
  const rows = name ? document.querySelectorAll(`#id_${name}-FORMS > *`) : [];
  const button = rows.length && rows[rows.length - 1].querySelector(".chooser.blank [data-chooser-action-choose]");
  if (button) setTimeout(() => button.click());
});
