// Suggestions under a search field: an editable combobox with a list (ARIA APG). Without it the field is a plain field.
// The list lies over the page; keys: down, up, home and end move, enter opens, escape closes, tab leaves.
const WAIT = 120; // milliseconds after the last key
const LEAST = 2; // characters

function enhance(form, number) {
  const input = form.querySelector("input[type=search]");
  const words = { nl: ["Suggesties", "geen suggesties", "suggestie", "suggesties"], en: ["Suggestions", "no suggestions", "suggestion", "suggestions"] };
  const [name, none, one, many] = words[document.documentElement.lang] || words.en;
  const list = document.createElement("ul");
  list.id = `suggestions-${number}`;
  list.className = "combobox";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", name);
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "quiet";
  status.setAttribute("role", "status");
  input.after(list);
  form.append(status);
  for (const [key, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(key, value);

  let timer, request, chosen = -1;

  const close = () => {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const choose = (index) => {
    chosen = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = list.children[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const show = (found) => {
    list.replaceChildren(...found.map((suggestion, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = suggestion.url;
      const label = document.createElement("span");
      label.textContent = suggestion.label;
      const kind = document.createElement("small");
      kind.textContent = suggestion.kind;
      option.append(label, " ", kind);
      return option;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!!found.length));
    status.textContent = found.length ? `${found.length} ${found.length === 1 ? one : many}` : none;
  };
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(input.value)}`, { signal: request.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch {
      // Gone, or overtaken by the next key: the field works without.
    }
  };

  input.addEventListener("input", () => {
    choose(-1); // the options that stand there are of other words
    clearTimeout(timer);
    if (input.value.trim().length < LEAST) close();
    else timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the browser would empty the field
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) {
        if (input.value.trim().length >= LEAST) ask();
      } else if (event.key === "ArrowDown") choose(chosen >= last ? -1 : chosen + 1);
      else choose(chosen < 0 ? last : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.url);
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) choose(-1);
    else if (event.key === "Tab") close();
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}

document.querySelectorAll("form[data-suggest]").forEach(enhance);
