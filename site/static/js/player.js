// The player and its words (docs/decisions/0074). Without it every link still works: the address carries the second.
const box = document.querySelector(".player");
const spoken = document.querySelector(".spoken");
const media = box.querySelector("video, audio");
const card = box.querySelector(".video[data-embed]");
const words = spoken.querySelector(".words__lines");
const lines = [...words.querySelectorAll("li[data-start]")];
const stops = [...box.querySelectorAll(".chapters li[data-start]")];
const tools = spoken.querySelector(".words__tools");
const bar = spoken.querySelector(".player__bar");
const state = { box, spoken, media, card, words, lines, tools, bar, seek, settle, last: 0, plays: false };
let loaded;
const load = () => (loaded ??= import(tools.dataset.script).then((module) => module.begin(state)));

// One stop of Tab: `here`, the head of a fold or the time of a line.
const items = () => [...words.querySelectorAll("summary, [open] li:not([hidden]) > a")].filter((item) => !item.closest("details").hidden);
let here = words.querySelector("[open] [aria-current] > a") ?? words.querySelector("summary");
for (const item of words.querySelectorAll("summary, li > a")) item.tabIndex = item === here ? 0 : -1;

function stand(item) {
  if (!item || item === here) return;
  if (here) here.tabIndex = -1;
  here = item;
  here.tabIndex = 0;
}

function settle() {
  const seen = items();
  if (!seen.includes(here)) stand(seen.find((item) => item === here?.closest("details")?.querySelector("summary")) ?? seen[0]);
}

words.addEventListener("focusin", (event) => stand(event.target.closest("summary, li > a")));
words.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !event.target.closest("summary, li > a")) return;
  const seen = items();
  const at = seen.indexOf(here);
  const fold = here.closest("details");
  const to = { ArrowDown: seen[at + 1], ArrowUp: seen[at - 1], Home: seen[0], End: seen.at(-1) }[event.key];
  if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    fold.open = event.key === "ArrowRight";
    stand(fold.querySelector("summary"));
  } else if (to) stand(to);
  else return;
  event.preventDefault();
  here.focus();
});
words.addEventListener("toggle", (event) => {
  if (!event.target.open && event.target.contains(bar)) spoken.append(bar);
  settle();
}, true);

function mark(list, time) {
  const current = list.findLast((item) => Number(item.dataset.start) < Math.floor(time) + 1); // as in the address
  for (const item of list) {
    if (item === current) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
}

function show(time) {
  state.last = Math.floor(time);
  mark(lines, time);
  mark(stops, time);
  loaded?.then(({ tell }) => tell());
}

function seek(time, play) {
  const frame = card?.querySelector("iframe");
  if (!media && !frame) return false; // not asked for yet
  load();
  if (media) {
    media.currentTime = time;
    if (play) media.play().catch(() => {});
  } else {
    state.plays = play;
    const url = new URL(card.dataset.embed);
    url.searchParams.set("autoplay", play ? "1" : "0");
    if (url.hostname.includes("vimeo")) url.hash = `t=${time}s`;
    else url.searchParams.set("start", String(time));
    url.searchParams.set("again", String(Date.now())); // else another hash alone would not load
    frame.src = url.href;
  }
  show(time);
  return true;
}

// A press that makes or ends a selection starts nothing.
let selecting = false;
addEventListener("pointerdown", () => {
  selecting = !getSelection().isCollapsed;
});
document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const item = event.target.closest(".transcript li, .chapters li");
  const link = item?.querySelector(":scope > a[href^='?t=']");
  if (!link || bar.contains(event.target)) return;
  if (event.detail && (selecting || !getSelection().isCollapsed)) return;
  if (lines.includes(item)) state.chosen = item;
  if (!seek(Number(new URLSearchParams(link.search).get("t")), true)) return;
  event.preventDefault();
  item.append(bar); // the next stop of Tab
  history.replaceState(null, "", link.href);
});

if (media) {
  for (const name of ["timeupdate", "seeking"]) media.addEventListener(name, () => show(media.currentTime));
  media.addEventListener("play", load);
}
const asked = new URLSearchParams(location.search).get("t");
if (/^\d{1,6}$/.test(asked ?? "")) {
  show(Number(asked));
  if (media) media.currentTime = Number(asked);
}

function land() {
  const line = /^#t-\d/.test(location.hash) && document.getElementById(location.hash.slice(1));
  if (!line || !words.contains(line)) return;
  state.chosen = line;
  line.closest("details").open = true;
  stand(line.querySelector("a"));
  line.scrollIntoView();
}
addEventListener("hashchange", land);
land();

tools.addEventListener("focusin", load);
tools.addEventListener("submit", (event) => event.preventDefault());
tools.addEventListener("input", async () => (await load()).filter());
tools.querySelector("button").addEventListener("click", async () => (await load()).quote());
tools.hidden = false;
