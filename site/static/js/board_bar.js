// The bar of the board (templates/editorial/board_bar.html): what asks for words puts the cursor there, and sending what is on the
// site becomes the large button once something is changed. Events of `details` do not bubble, so they are caught on their way down.
document.addEventListener("toggle", (event) => {
  if (event.target.matches(".board-bar__words[open]")) event.target.querySelector("textarea")?.focus();
}, true);

document.addEventListener("w-autosave:success", () => {
  for (const button of document.querySelectorAll("[data-large-when-changed]")) button.classList.remove("button-secondary");
});
