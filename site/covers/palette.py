"""Colours of the site's drawings: covers, share images and the pictures of the example content."""

INK, PALE, FLAG, BEAK, GREEN = "#2a2018", "#f5eedd", "#ffd633", "#b2340f", "#0b5a46"
SKY, MINT, PEACH, HAZE = "#f4e6bd", "#cfdcd2", "#efd6be", "#e3e0c8"
SAND, MOSS, PEAT, DUNE, DEEP, FOREST = "#dcbf7a", "#8fae9f", "#6b4f38", "#c79a4b", "#3b2c20", "#2f6b58"

SKIES = [SKY, MINT, PEACH, HAZE]
LAYERS = [SAND, MOSS, PEAT, DUNE, DEEP, FOREST]  # of the ground below a drawing
DARK_LAYERS = {PEAT, DEEP, FOREST}  # hatched in a light colour
