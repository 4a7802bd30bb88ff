// Words of the translation editor that its own Dutch catalogue writes without the space that they need.
if (document.documentElement.lang.startsWith("nl")) Object.assign(window.django?.catalog ?? {}, { "Publish in ": "Publiceer in het " });
