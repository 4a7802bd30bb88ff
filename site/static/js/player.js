// The player and its words: the spoken line is marked, a line or a chapter seeks, words are filtered and quoted.
// Without it every link still works: the address carries the second, and the browser's player starts there.
const box = document.querySelector(".player");
const media = box.querySelector("video, audio");
const card = box.querySelector(".video[data-embed]");
const lines = [...box.querySelectorAll(".words__lines li[data-start]")];
const stops = [...box.querySelectorAll(".chapters li[data-start]")];
const tools = box.querySelector(".words__tools");
const status = tools.querySelector("[role=status]");
const bar = box.querySelector(".player__bar");
const toggle = bar.querySelector("button");
let chosen = location.hash.startsWith("#t-") ? lines.find((line) => line.id === location.hash.slice(1)) : undefined;
const startOf = (item) => Number(item.dataset.start);

// The last that starts before the next whole second, as in the address.
const at = (items, time) => items.findLast((item) => startOf(item) < Math.floor(time) + 1);

function mark(items, current) {
  for (const item of items) {
    if (item === current) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
}

let last = 0; // the second that is played, also of a player elsewhere, which does not tell
function show(time) {
  last = Math.floor(time);
  mark(lines, at(lines, time));
  mark(stops, at(stops, time));
  tell();
}

function seek(time, play) {
  if (media) {
    media.currentTime = time;
    show(time);
    if (play) media.play().catch(() => {});
    return true;
  }
  const frame = card?.querySelector("iframe");
  if (!frame) return false; // nothing is loaded from elsewhere before the reader asks
  plays = play;
  const url = new URL(card.dataset.embed);
  url.searchParams.set("autoplay", play ? "1" : "0");
  if (url.hostname.includes("vimeo")) url.hash = `t=${time}s`;
  else url.searchParams.set("start", String(time));
  url.searchParams.set("again", String(Date.now())); // the same address with another hash would not load
  frame.src = url.href;
  show(time);
  return true;
}

// What plays out of sight can be paused where the reader is: a bar at the bottom, after the line that started it in the order of Tab.
let inView = true;
let plays = false; // of a player elsewhere: by what was asked of it here
const isPlaying = () => (media ? !media.paused : plays);
const clock = (time) => new Date(time * 1000).toISOString().slice(time < 3600 ? 14 : 11, 19).replace(/^0/, "");
function tell() {
  const open = !inView && (isPlaying() || !bar.hidden);
  if (bar.hidden === open) bar.hidden = !open;
  if (!open) return;
  toggle.textContent = isPlaying() ? toggle.dataset.pause : toggle.dataset.play;
  bar.querySelector("span").textContent = clock(last);
}
toggle.addEventListener("click", () => {
  if (!media) seek(last, !plays);
  else if (media.paused) media.play().catch(() => {});
  else media.pause();
  tell();
});
new IntersectionObserver(([entry]) => {
  inView = entry.isIntersecting;
  tell();
}).observe(media ?? card ?? box);

// A press that takes a selection away, or makes one, is about words and starts nothing.
let selecting = false;
addEventListener("pointerdown", () => {
  selecting = !getSelection().isCollapsed;
});
box.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const item = event.target.closest("li");
  const link = event.target.closest("a[href^='?t=']") ?? item?.querySelector(":scope > a[href^='?t=']");
  if (!link || event.target.closest(".player__bar")) return;
  if (event.detail && (selecting || !getSelection().isCollapsed)) return;
  if (lines.includes(item)) chosen = item;
  const time = Number(new URLSearchParams(link.search).get("t"));
  if (!seek(time, true)) return;
  event.preventDefault();
  (item ?? box).append(bar);
  history.replaceState(null, "", link.href);
});

if (media) {
  media.addEventListener("timeupdate", () => show(media.currentTime));
  media.addEventListener("seeking", () => show(media.currentTime));
  for (const name of ["play", "pause"]) media.addEventListener(name, tell);
}
const asked = new URLSearchParams(location.search).get("t");
if (/^\d{1,6}$/.test(asked ?? "")) {
  show(Number(asked));
  if (media) media.currentTime = Number(asked);
}

// Filter: lines without the words go, and heads without lines.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const field = tools.querySelector("input");
field.addEventListener("input", () => {
  const words = fold(field.value).split(/\s+/).filter(Boolean);
  let found = 0;
  box.append(bar); // its line may go
  for (const line of lines) {
    const text = fold(line.querySelector("p").textContent);
    line.hidden = !words.every((word) => text.includes(word));
    found += line.hidden ? 0 : 1;
  }
  for (const list of box.querySelectorAll(".words__lines ol")) {
    const empty = !list.querySelector("li:not([hidden])");
    list.hidden = empty;
    if (list.previousElementSibling?.tagName === "H3") list.previousElementSibling.hidden = empty;
  }
  const { one, many, none } = tools.dataset;
  status.textContent = !words.length ? "" : found === 0 ? none : found === 1 ? one : many.replace("#", found);
});
tools.addEventListener("submit", (event) => event.preventDefault());

// Quotation of lines in sight: those selected, else the line that was chosen, else a few that the filter left.
const FEW = 5;
const clockOf = (line) => line.querySelector("a").textContent;
const speakerOf = (line) => lines.slice(0, lines.indexOf(line) + 1).findLast((one) => one.querySelector("b"))?.querySelector("b").textContent;
const wordsOf = (line) => [...line.querySelector("p").childNodes].filter((node) => node.nodeName !== "B").map((node) => node.textContent.trim()).join(" ").trim();

function choose() {
  const seen = lines.filter((line) => !line.hidden);
  const range = getSelection().isCollapsed ? null : getSelection().getRangeAt(0);
  const selected = range ? seen.filter((line) => range.intersectsNode(line)) : [];
  if (selected.length) return selected;
  if (chosen && !chosen.hidden) return [chosen];
  return field.value.trim() && seen.length <= FEW ? seen : [];
}

function quotation(quoted) {
  const [first, end] = [quoted[0], quoted.at(-1)];
  const said = quoted.map((line, at) => (at && lines[lines.indexOf(line) - 1] !== quoted[at - 1] ? "[…] " : "") + wordsOf(line));
  const after = lines[lines.indexOf(end) + 1];
  const times = `${clockOf(first)}–${clockOf(after ?? end)}`;
  const names = [...new Set(quoted.map(speakerOf).filter(Boolean))];
  const source = [...names, box.dataset.title, box.dataset.source, times].filter(Boolean).join(", ");
  return { times, text: `“${said.join(" ")}” ${source}. ${first.querySelector("a").href} (${box.dataset.licence})` };
}

tools.querySelector("button").addEventListener("click", async () => {
  const quoted = choose();
  if (!quoted.length) {
    status.textContent = tools.dataset.choose;
    return;
  }
  const { times, text } = quotation(quoted);
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = `${tools.dataset.copied} ${times}`;
  } catch {
    status.textContent = `${tools.dataset.failed} ${text}`;
  }
});
tools.hidden = false;
