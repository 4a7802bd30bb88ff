// Text of word processors that is pasted into a rich text field: what the writer had deleted, hidden or said to colleagues stays out,
// headings and lists stay what they are, and what the field cannot hold is said under it (site/editorial/paste.py has the words).
(() => {
  const messages = JSON.parse(document.currentScript.dataset.messages);
  const SUPER = { 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
  const SUB = { 0: "₀", 1: "₁", 2: "₂", 3: "₃", 4: "₄", 5: "₅", 6: "₆", 7: "₇", 8: "₈", 9: "₉" };
  const DELETED = "del, .msoDel, [class*='track' i][class*='delet' i], [class*='movefrom' i]"; // what was moved stands where it went
  const COMMENT = ".MsoCommentReference, .msocomanchor, .msocomtxt, .MsoCommentText, .msocomoff, a[href^='#cmnt'], a[href^='#_msocom']";
  const MEDIA = "iframe, video, audio, object, embed, canvas, svg";
  const TYPED = "h2, h3, li";
  const BLOCK = "p, div, h1, h2, h3, h4, h5, h6, li, ul, ol, table, blockquote, pre";

  const styleOf = (one) => (one.getAttribute("style") || "").toLowerCase().replace(/\s/g, "");
  const unwrap = (one) => one.replaceWith(...one.childNodes);
  const isShown = (text) => text.replace(/[\s\u200b-\u200f\u00a0\ufeff]/g, "") !== "";

  function rename(one, name) {
    const made = one.ownerDocument.createElement(name);
    made.append(...one.childNodes);
    one.replaceWith(made);
    return made;
  }

  function removeHidden(body, told) {
    for (const one of body.querySelectorAll("[style*='mso-element']")) {
      if (!/mso-element:comment/.test(styleOf(one))) continue;
      told.add("comments");
      one.remove();
    }
    for (const one of body.querySelectorAll(COMMENT)) {
      if (!body.contains(one)) continue;
      told.add("comments");
      const note = one.id.startsWith("cmnt") && !one.id.startsWith("cmnt_ref") ? one.closest("div, p") : null;
      const outer = note?.parentElement?.closest("div") && note.parentElement.children.length === 1 ? note.parentElement : note;
      (outer && outer !== body ? outer : one.closest("sup") || one).remove();
    }
    for (const one of body.querySelectorAll(DELETED)) {
      if (isShown(one.textContent)) told.add("deleted");
      one.remove();
    }
    for (const one of body.querySelectorAll("[hidden], [style]")) {
      if (!one.hidden && !/display:none|mso-hide:all|visibility:hidden/.test(styleOf(one))) continue;
      if (isShown(one.textContent)) told.add("hidden");
      one.remove();
    }
  }

  function headingLevel(one) {
    const named = /^H([1-6])$/.exec(one.tagName) || /(?:^|\s)MsoHeading([1-9])/.exec(one.className);
    if (named) return Number(named[1]);
    if (one.getAttribute("role") === "heading") return Number(one.getAttribute("aria-level")) || 2;
    if (/(?:^|\s)MsoTitle/.test(one.className)) return 1;
    const outline = one.tagName === "P" && /mso-outline-level:([1-9])/.exec(styleOf(one));
    return outline ? Number(outline[1]) : 0;
  }

  function setHeadings(body, told) {
    for (const one of body.querySelectorAll("h1, h2, h3, h4, h5, h6, p, div[role=heading]")) {
      const level = headingLevel(one);
      if (!level || one.closest("li, td, th")) continue;
      if (level !== 2 && level !== 3) told.add("levels");
      rename(one, level < 3 ? "h2" : "h3");
    }
  }

  // Word writes a list as paragraphs that begin with their bullet or number.
  function makeLists(body) {
    let lists = [];
    for (const one of [...body.querySelectorAll("p[style*='mso-list'], h2[style*='mso-list'], h3[style*='mso-list']")]) {
      const level = Number(/mso-list:\s*l\d+\s+level(\d)/i.exec(one.getAttribute("style"))?.[1]);
      const mark = [...one.querySelectorAll("[style*='mso-list']")].find((span) => /mso-list:ignore/.test(styleOf(span)));
      if (!level || !mark) continue;
      const name = /^\W?[\da-z]{1,4}[.)]/i.test(mark.textContent.trim()) ? "ol" : "ul";
      mark.remove();
      const before = one.previousElementSibling;
      if (!lists.length || before !== lists[0].list) lists = [];
      lists = lists.filter((open) => open.level <= level);
      let open = lists.at(-1);
      if (!open || open.level < level || (open.name !== name && lists.length === 1)) {
        const list = body.ownerDocument.createElement(name);
        if (open && open.level < level) open.list.lastElementChild.append(list);
        else one.before(list);
        if (open && open.level === level) lists = [];
        open = { list, level, name };
        lists.push(open);
      }
      open.list.append(one);
      rename(one, "li");
    }
  }

  function flattenItems(body) {
    for (const item of body.querySelectorAll("li")) {
      const parts = [...item.children].filter((one) => /^(P|DIV|H[1-6])$/.test(one.tagName));
      parts.forEach((one, at) => {
        if (at) one.before(body.ownerDocument.createElement("br"));
        unwrap(one);
      });
    }
  }

  function flattenTables(body, told) {
    for (const table of [...body.querySelectorAll("table")].reverse()) {
      const rows = [...table.rows];
      const isLayout = rows.every((row) => row.cells.length < 2);
      const lines = rows.flatMap((row) => [...row.cells].length ? [makeLine(row, isLayout)] : []);
      if (!isLayout) told.add("tables");
      if (table.caption && isShown(table.caption.textContent)) lines.unshift(rename(table.caption, "p"));
      table.replaceWith(...lines);
    }
  }

  function makeLine(row, isLayout) {
    const document = row.ownerDocument;
    const line = document.createElement(isLayout ? "div" : "p");
    [...row.cells].forEach((cell, at) => {
      if (at) line.append(" | ");
      if (!isLayout) {
        cell.querySelectorAll(BLOCK).forEach((one) => one.after(" "));
        [...cell.querySelectorAll(BLOCK)].forEach(unwrap);
      }
      line.append(...cell.childNodes);
    });
    return line;
  }

  function setScripts(body, told) {
    for (const one of body.querySelectorAll("sup, sub, span[style*='vertical-align']")) {
      const way = one.tagName === "SPAN" ? /vertical-align:(super|sub)(?:;|$)/.exec(styleOf(one))?.[1] : one.tagName === "SUP" ? "super" : "sub";
      const text = one.textContent.trim();
      if (!way || !text) continue;
      const signs = way === "super" ? SUPER : SUB;
      if (/^\d+$/.test(text)) one.replaceWith([...text].map((digit) => signs[digit]).join(""));
      else if (!one.querySelector("a") && !one.closest("a")) told.add("scripts");
    }
  }

  function removeRest(body, told) {
    body.querySelectorAll("style, script, meta, link, title, xml, hr, template, noscript").forEach((one) => one.remove());
    body.querySelectorAll("b[style], strong[style], b[id^='docs-internal-guid']").forEach((one) => {
      if (/font-weight:(normal|400)/.test(styleOf(one)) || one.id.startsWith("docs-internal-guid")) unwrap(one);
    });
    body.querySelectorAll("img, picture, [class*='MsoImage']").forEach((one) => told.add("images") && one.remove());
    body.querySelectorAll(MEDIA).forEach((one) => told.add("images") && one.remove());
    body.querySelectorAll("s, strike").forEach((one) => told.add("struck") && unwrap(one));
    body.querySelectorAll("[style*='line-through']").forEach((one) => {
      told.add("struck");
      one.style.textDecoration = "";
    });
    body.querySelectorAll("u").forEach((one) => {
      if (!one.closest("a") && !one.querySelector("a") && isShown(one.textContent)) told.add("underline");
      unwrap(one);
    });
    body.querySelectorAll("a").forEach((one) => /^(https?|mailto|tel):/i.test(one.getAttribute("href") || "") || unwrap(one));
  }

  // Line ends of the source are spaces; controls that Word puts into text are what they stand for.
  function cleanTexts(body) {
    const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
    const comments = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.COMMENT_NODE) comments.push(node);
      else if (!node.parentElement.closest("pre")) node.data = node.data.replace(/\u001e/g, "-").replace(/[\u0000\u001f\ufeff\uffff\ufffe]/g, "").replace(/[\u0001-\u001d\u007f-\u009f]+/g, " ");
    }
    comments.forEach((one) => one.remove());
  }

  function clean(html, told) {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    removeHidden(body, told);
    cleanTexts(body);
    makeLists(body);
    setHeadings(body, told);
    setScripts(body, told);
    flattenTables(body, told);
    flattenItems(body);
    removeRest(body, told);
    const typed = body.querySelectorAll(TYPED);
    if (typed.length === 1 && typed[0].textContent.trim() === body.textContent.trim()) told.add("alone");
    return body.innerHTML;
  }

  function tell(target, told) {
    const editor = target.closest("[data-draftail-editor-wrapper]") || target.closest(".Draftail-Editor") || target.closest(".DraftEditor-root");
    editor.parentElement.querySelectorAll(":scope > [data-paste-notice]").forEach((one) => one.remove());
    if (!told.size) return;
    const notice = document.createElement("div");
    notice.className = "help-block help-warning";
    notice.setAttribute("role", "status");
    notice.dataset.pasteNotice = "";
    notice.textContent = [messages.intro, ...[...told].map((name) => messages[name])].join(" ");
    editor.after(notice);
  }

  window.addEventListener(
    "paste",
    (event) => {
      const target = event.target instanceof Element && event.target.closest(".DraftEditor-root [contenteditable]");
      const given = event.clipboardData;
      const html = target && given?.getData("text/html");
      if (!html || /data-draftjs-conductor|data-editor=/.test(html)) return; // copied from a rich text field
      const told = new Set();
      const cleaned = clean(html, told);
      const data = {
        types: given.types, items: given.items, files: given.files,
        getData: (type) => (/^text\/html$/i.test(type) ? cleaned : given.getData(type)),
      };
      Object.defineProperty(event, "clipboardData", { value: data });
      const count = (names) => target.querySelectorAll(names).length;
      const before = [count(TYPED), count("h2, h3")];
      const line = document.getSelection().anchorNode?.parentElement?.closest(TYPED);
      setTimeout(() => {
        // The editor lets a block that comes alone be the kind of line that it is pasted in.
        if (told.has("alone") && (count(TYPED) > before[0] || line)) told.delete("alone");
        else if (told.has("alone")) told.delete("levels");
        else if (/<h[23]/.test(cleaned) && count("h2, h3") === before[1]) told.delete("levels") || told.add("headings");
        tell(target, told);
      }, 60);
    },
    true,
  );
})();
