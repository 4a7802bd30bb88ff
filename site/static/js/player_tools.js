// What a reader of a transcript may ask for: the bar of what plays out of sight, the filter, the quotation.
// player.js loads it at the first need; `state` is its own and holds what both know.
const FEW = 5; // hits of the filter that may be quoted without choosing
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const clock = (time) => new Date(time * 1000).toISOString().slice(time < 3600 ? 14 : 11, 19).replace(/^0/, "");
const clockOf = (line) => line.querySelector("a").textContent;
const wordsOf = (line) => [...line.querySelector("p").childNodes].filter((node) => node.nodeName !== "B").map((node) => node.textContent.trim()).join(" ").trim();

export function begin(state) {
  const { box, spoken, media, card, words, tools, bar } = state;
  const status = tools.querySelector("[role=status]");
  const field = tools.querySelector("input");
  const toggle = bar.querySelector("button");
  let inView = true;
  const isPlaying = () => (media ? !media.paused : state.plays); // of a player elsewhere: what was asked of it here

  // The bar: once something plays out of sight, until the player is in sight again.
  function tell() {
    const open = !inView && (isPlaying() || !bar.hidden);
    if (bar.hidden === open) bar.hidden = !open;
    if (!open) return;
    toggle.textContent = isPlaying() ? toggle.dataset.pause : toggle.dataset.play;
    bar.querySelector("span").textContent = clock(state.last);
  }
  toggle.addEventListener("click", () => {
    if (!media) state.seek(state.last, !state.plays);
    else if (media.paused) media.play().catch(() => {});
    else media.pause();
    tell();
  });
  for (const name of media ? ["play", "pause"] : []) media.addEventListener(name, tell);
  new IntersectionObserver(([entry]) => {
    inView = entry.isIntersecting;
    tell();
  }).observe(media ?? card ?? box);

  // Filter: lines without the words go, and folds without lines; those with lines open, until the field is empty again.
  const opened = new Set();
  function filter() {
    spoken.append(bar); // its line may go
    const sought = fold(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const line of state.lines) {
      const text = fold(line.querySelector("p").textContent);
      line.hidden = !sought.every((word) => text.includes(word));
      found += line.hidden ? 0 : 1;
    }
    for (const part of words.querySelectorAll("details")) {
      part.hidden = !part.querySelector("li:not([hidden])");
      if (sought.length && !part.hidden && !part.open) opened.add(part);
      if (sought.length) part.open ||= !part.hidden;
      else if (opened.delete(part)) part.open = false;
    }
    state.settle();
    const { one, many, none } = tools.dataset;
    status.textContent = !sought.length ? "" : found === 0 ? none : found === 1 ? one : many.replace("#", found);
  }

  // Quotation of lines in sight: those selected, else the line that was chosen, else the few that the filter left.
  function choose() {
    const seen = state.lines.filter((line) => !line.hidden);
    const range = getSelection().isCollapsed ? null : getSelection().getRangeAt(0);
    const selected = range ? seen.filter((line) => range.intersectsNode(line)) : [];
    if (selected.length) return selected;
    if (state.chosen && !state.chosen.hidden) return [state.chosen];
    return field.value.trim() && seen.length <= FEW ? seen : [];
  }
  const speakerOf = (line) => state.lines.slice(0, state.lines.indexOf(line) + 1).findLast((one) => one.querySelector("b"))?.querySelector("b").textContent;

  async function quote() {
    const quoted = choose();
    if (!quoted.length) {
      status.textContent = tools.dataset.choose;
      return;
    }
    const [first, end] = [quoted[0], quoted.at(-1)];
    const said = quoted.map((line, at) => (at && state.lines[state.lines.indexOf(line) - 1] !== quoted[at - 1] ? "[…] " : "") + wordsOf(line));
    const times = `${clockOf(first)}–${clockOf(state.lines[state.lines.indexOf(end) + 1] ?? end)}`;
    const names = [...new Set(quoted.map(speakerOf).filter(Boolean))];
    const source = [...names, spoken.dataset.title, spoken.dataset.source, times].filter(Boolean).join(", ");
    const text = `“${said.join(" ")}” ${source}. ${first.querySelector("a").href} (${spoken.dataset.licence})`;
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = `${tools.dataset.copied} ${times}`;
    } catch {
      status.textContent = `${tools.dataset.failed} ${text}`;
    }
  }
  return { tell, filter, quote };
}
