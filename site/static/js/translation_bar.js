// The bar above the editor of a translation (site/editorial/translations/bar.py) is read again when wagtail-localize's script has
// saved a text, and when somebody comes back to the tab.
const SAVES = /\/localize\/translate\/\d+\/(strings|overrides)\/\d+\//;
const find = () => document.querySelector("[data-board-bar-url]");
let timer;

// What somebody is typing or pressing is left as it is.
const isUsed = (part) =>
  part.contains(document.activeElement) || [...part.querySelectorAll("textarea, input[type='text']")].some((field) => field.value);

async function read() {
  const answer = await fetch(find().dataset.boardBarUrl, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return; // to the login
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-board-bar-url]");
  const bar = find();
  if (!fresh || !bar) return;
  // The state is a live region: its words are spoken when they change where they stand.
  const [state, next] = [bar, fresh].map((one) => one.querySelector(".board-bar__state"));
  if (state.innerHTML !== next.innerHTML) state.innerHTML = next.innerHTML;
  if (isUsed(bar)) return;
  bar.className = fresh.className;
  bar.dataset.boardBar = fresh.dataset.boardBar;
  while (state.nextSibling) state.nextSibling.remove();
  while (next.nextSibling) bar.append(next.nextSibling);
}

function readSoon() {
  clearTimeout(timer);
  timer = setTimeout(read, 200);
}

if (find()) {
  new PerformanceObserver((list) => {
    if (list.getEntries().some((request) => SAVES.test(request.name))) readSoon();
  }).observe({ type: "resource" });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) readSoon();
  });
}
