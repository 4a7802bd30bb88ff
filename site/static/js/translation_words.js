// Messages of scripts that Wagtail's and wagtail-localize's own Dutch catalogues leave in English, or write without the space that they need.
if (document.documentElement.lang.startsWith("nl")) {
  Object.assign(window.django?.catalog ?? {}, {
    "Pin toolbar": "Werkbalk vastzetten",
    "Publish in ": "Publiceer in het ",
    "Revert to %s version": "Ga terug naar de versie in het %s",
    "Server Error": "De site gaf een fout",
    "Server error": "De site gaf een fout",
    "Translate all missing strings with ": "Vertaal alle ontbrekende teksten met ",
    "Translate with ": "Vertaal met ",
    "Unfocus comment": "Verlaat de opmerking",
    "Unpin toolbar": "Werkbalk losmaken",
  });

  // The heading that wagtail-localize's script writes without asking a catalogue.
  const heading = /^(.+) to (.+) translation$/;
  // The day on which a text was translated, which the library writes with the name of the month in English.
  const day = /^((?:Handmatig vertaald|Automatisch vertaald|Vertaald met .+) op )(\d{1,2} [A-Z][a-z]+ \d{4})$/;
  const format = new Intl.DateTimeFormat("nl", { day: "numeric", month: "long", year: "numeric" });
  // It may be drawn more than once, so it is looked for at every change; the editor stands below this script.
  document.addEventListener("DOMContentLoaded", () => {
    const editor = document.querySelector(".js-translation-editor");
    if (!editor) return;
    new MutationObserver(() => {
      const words = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
      while (words.nextNode()) {
        const found = heading.exec(words.currentNode.data);
        if (found) words.currentNode.data = `Vertaling van het ${found[1]} naar het ${found[2]}`;
        const dated = day.exec(words.currentNode.data);
        if (dated) words.currentNode.data = dated[1] + format.format(new Date(dated[2]));
      }
    }).observe(editor, { childList: true, subtree: true, characterData: true });
  });
}
