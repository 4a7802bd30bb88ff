// The player and its words: the spoken line is marked, a line or a chapter seeks. Without it every link still works: the
// address carries the second. What is needed later (bar, filter, quotation) comes with player_tools.js when it is.
const box = document.querySelector(".player");
const media = box.querySelector("video, audio");
const card = box.querySelector(".video[data-embed]");
const find = () => [...box.querySelectorAll(".words__lines li[data-start]")];
let lines = find();
const stops = [...box.querySelectorAll(".chapters li[data-start]")];
const tools = box.querySelector(".words__tools");
const bar = box.querySelector(".player__bar");
const state = { box, media, card, lines, tools, bar, seek, last: 0, plays: false };
if (/^#t-\d/.test(location.hash)) state.chosen = lines.find((line) => line.id === location.hash.slice(1));
let loaded;
let whole; // of a long transcript the page holds a piece; all of it comes when it is needed
const fill = () => (whole ??= fetchAll());
const load = () => (loaded ??= Promise.all([import(tools.dataset.script), fill()]).then(([module]) => module.begin(state)));

function land(hash) {
  const line = document.getElementById(hash.slice(1));
  line?.scrollIntoView();
  line?.querySelector("a").focus({ preventScroll: true });
  return Boolean(line);
}

async function fetchAll() {
  const all = box.querySelector(".words__all");
  if (!all) return;
  const answer = await fetch(all.href).catch(() => null);
  const page = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "", "text/html");
  const words = page.querySelector(".words__lines");
  if (!words) return; // the links to the pieces stay
  const held = document.activeElement.closest?.(".words__lines [id]")?.id;
  box.append(bar);
  box.querySelector(".words__lines").replaceWith(words);
  state.lines = lines = find();
  if (state.chosen) state.chosen = document.getElementById(state.chosen.id);
  mark(lines, state.last);
  if (held) document.getElementById(held)?.querySelector("a").focus({ preventScroll: true });
}

function mark(items, time) {
  const current = items.findLast((item) => Number(item.dataset.start) < Math.floor(time) + 1); // as in the address
  for (const item of items) {
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
  if (!media && !frame) return false; // nothing is loaded from elsewhere before the reader asks
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
    url.searchParams.set("again", String(Date.now())); // the same address with another hash would not load
    frame.src = url.href;
  }
  show(time);
  return true;
}

// A press that takes a selection away, or makes one, is about words and starts nothing.
let selecting = false;
addEventListener("pointerdown", () => {
  selecting = !getSelection().isCollapsed;
});
box.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const item = event.target.closest("li");
  const link = event.target.closest("a[href^='?t=']") ?? item?.querySelector(":scope > a[href^='?t=']");
  if (!link || bar.contains(event.target)) return;
  if (link.closest(".words__rest")) { // to read on, not to hear
    event.preventDefault();
    fill().then(() => land(link.hash) || location.assign(link.href));
    return;
  }
  if (event.detail && (selecting || !getSelection().isCollapsed)) return;
  if (lines.includes(item)) state.chosen = item;
  if (!seek(Number(new URLSearchParams(link.search).get("t")), true)) return;
  event.preventDefault();
  (item ?? box).append(bar); // after the line that started it, in the order of Tab
  history.replaceState(null, "", link.href);
});

if (media) {
  for (const name of ["timeupdate", "seeking"]) media.addEventListener(name, () => show(media.currentTime));
  media.addEventListener("play", load);
}
if (/^#t-\d/.test(location.hash) && !document.getElementById(location.hash.slice(1))) fill().then(() => land(location.hash));
const asked = new URLSearchParams(location.search).get("t");
if (/^\d{1,6}$/.test(asked ?? "")) {
  show(Number(asked));
  if (media) media.currentTime = Number(asked);
}

tools.addEventListener("focusin", load);
tools.addEventListener("submit", (event) => event.preventDefault());
tools.addEventListener("input", async () => (await load()).filter());
tools.querySelector("button").addEventListener("click", async () => (await load()).quote());
tools.hidden = false;
