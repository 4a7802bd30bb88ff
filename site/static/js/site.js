// The site’s only script. A video card becomes a player when the reader asks for it. Without it, the card is a link.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".video[data-embed] .video__bar a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const card = link.closest(".video");
  if (!card.dataset.embed) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = card.dataset.embed;
  frame.title = card.dataset.title;
  frame.allow = "autoplay; fullscreen";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  card.replaceChildren(frame);
  frame.focus();
});

// A page of a document (`#p-7`): unfold the text it stands in; of a long document, ask for the words of that page.
const showPage = () => {
  const page = document.getElementById(location.hash.slice(1));
  if (!page?.classList.contains("pdf__page")) return;
  if (page.dataset.more) return location.replace(page.dataset.more);
  page.closest("details").open = true;
  page.scrollIntoView();
};
addEventListener("hashchange", showPage);
addEventListener("load", showPage);

// A link or a text to copy, where the browser lets us; the link to a page leads to the place that the reader came to.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy],[data-copy-from]") : []) {
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    const text = button.dataset.copy ?? document.getElementById(button.dataset.copyFrom).textContent;
    await navigator.clipboard.writeText("copyPlace" in button.dataset ? text + location.hash : text);
    const told = button.nextElementSibling;
    told.textContent = told.dataset.done;
  });
}
