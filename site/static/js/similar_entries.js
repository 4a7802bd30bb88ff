// The wheel check (site/core/admin/similar_panel.py): asks for entries that are near to title and lead, a moment after the last key.
const PAUSE = 700; // milliseconds
const LEAST = 12; // characters
const panel = document.querySelector("[data-similar]");
const fields = ["id_title", "id_lead"].map((id) => document.getElementById(id)).filter(Boolean);
const list = panel?.querySelector("[data-similar-list]");
let timer;
let asking;
let asked = "";

// The list stays folded in one line, so that the form below it does not move while somebody types; who opened it keeps it open.
function show(html) {
  const isOpen = list.querySelector("details")?.open;
  list.innerHTML = html;
  const found = list.querySelector("details");
  if (isOpen && found) found.open = true;
}

async function ask() {
  const text = fields.map((field) => field.value.trim()).filter(Boolean).join(". ");
  if (text.length < LEAST || text === asked) return;
  asked = text;
  asking?.abort();
  asking = new AbortController();
  const body = new URLSearchParams({ text, language: panel.dataset.language, entry: panel.dataset.entry });
  const token = document.querySelector("[name='csrfmiddlewaretoken']")?.value ?? "";
  try {
    const answer = await fetch(panel.dataset.similar, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token, Accept: "text/html" },
      signal: asking.signal,
    });
    if (answer.redirected) asked = ""; // to the login: the next key asks again
    else if (answer.ok) show(await answer.text());
  } catch (error) {
    if (error.name !== "AbortError") asked = ""; // the next key asks again
  }
}

if (panel && list) {
  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
  }
}
