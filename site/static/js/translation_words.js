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
}
