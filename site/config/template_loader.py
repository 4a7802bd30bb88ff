"""Template loader that minifies the white space of templates, which are formatted for people.

The rule, for templates of this site (`templates/**/*.html` and `*.svg`):

- a line break next to an HTML tag or a `{% tag %}`, with the indentation around it, is removed;
- a line break between text or `{{ variables }}`, and every other run of white space, becomes one space;
- a line break inside an HTML tag becomes a space;
- `pre`, `textarea`, `script`, `style` and `{% blocktranslate %}` are not changed.

This happens once, when a template is loaded, so rendering takes no longer.
"""

import re
from pathlib import Path

from django.conf import settings
from django.template.base import Node, NodeList, TextNode, VariableNode
from django.template.loaders import base, cached

from config.library_templates import translate_template

VERBATIM = ("pre", "textarea", "script", "style")
# White space, the start of an HTML tag, a character that can end a state, text.
_PIECE = re.compile(r"\s+|</?(?:[a-zA-Z][\w-]*|\Z)|[<>\"']|[^\s<>\"']+")
_TAG = re.compile(r"</?[a-zA-Z][\w-]*")


class MinifyingLoader(base.Loader):
    """Parses a template and minifies it, if it is one of this site's."""

    def get_template(self, template_name, skip=None):
        """Return a template that was just parsed."""
        template = super().get_template(template_name, skip)
        if is_minifiable(template.origin.name):
            WhitespaceMinifier().minify(template.nodelist)
        return template


class Loader(cached.Loader, MinifyingLoader):
    """Django's cached loader over `MinifyingLoader`: a template is minified once, when it is not in the cache yet."""

    def get_contents(self, origin) -> str:
        """Return the source of a template, without the English of a library's."""
        return translate_template(origin.template_name, super().get_contents(origin))


def is_minifiable(name: str) -> bool:
    """Return whether the file is an HTML or SVG template of this site."""
    path = Path(name)
    return path.suffix in (".html", ".svg") and any(
        path.is_relative_to(folder) for folder in settings.TEMPLATES[0]["DIRS"]
    )


class WhitespaceMinifier:
    """Minifies the text nodes of a template; tracks the position in the HTML across nodes."""

    def __init__(self):
        self.tag = ""  # name of the open tag, between `<` and `>`
        self.quote = ""  # quotation mark of the open attribute value
        self.verbatim = ""  # name of the open element whose text is not changed

    def minify(self, nodes: NodeList) -> None:
        """Minify the text of `nodes` and of the nodes within them."""
        for index, node in enumerate(nodes):
            if isinstance(node, TextNode):
                before = index > 0 and isinstance(nodes[index - 1], VariableNode)
                after = index + 1 < len(nodes) and isinstance(nodes[index + 1], VariableNode)
                node.s = self._minify_text(node.s, before, after)
            else:
                self._minify_branches(node)

    def _minify_branches(self, node: Node) -> None:
        """Minify the branches of a tag; each starts in the state before the tag."""
        start = self.tag, self.quote, self.verbatim
        for branch in find_branches(node):
            self.tag, self.quote, self.verbatim = start
            self.minify(branch)

    def _minify_text(self, text: str, before: bool, after: bool) -> str:
        """Return `text` minified; `before` and `after`: whether the neighbour is a variable."""
        pieces = _PIECE.findall(text)
        squeezed = []
        for index, piece in enumerate(pieces):
            if piece.isspace() and not self.verbatim:
                left = pieces[index - 1] != ">" if index else before
                right = not pieces[index + 1].startswith("<") if index + 1 < len(pieces) else after
                if self.tag:
                    ends = not self.quote and index + 1 < len(pieces) and pieces[index + 1] == ">"
                    piece = "" if ends else " "
                else:
                    piece = "" if "\n" in piece and not (left and right) else " "
            else:
                self._update_state(piece, index + 1 == len(pieces))
            squeezed.append(piece)
        return "".join(squeezed)

    def _update_state(self, piece: str, is_last: bool) -> None:
        """Update the state after a piece of text."""
        if self.quote:
            self.quote = "" if piece == self.quote else self.quote
        elif self.tag:
            if piece in ('"', "'"):
                self.quote = piece
            elif piece == ">":
                self.verbatim = self.tag if self.tag in VERBATIM else ""
                self.tag = ""
        elif self.verbatim:
            if piece.lower() == f"</{self.verbatim}":
                self.tag, self.verbatim = piece.lower(), ""
        elif _TAG.fullmatch(piece) or (is_last and piece in ("<", "</")):  # or a tag whose name is a variable
            self.tag = piece[1:].lower() or "?"


def find_branches(node: Node) -> list[NodeList]:
    """Return the node lists of the branches of a tag."""
    if hasattr(node, "conditions_nodelists"):  # {% if %}: its `nodelist` joins all branches
        return [nodes for _condition, nodes in node.conditions_nodelists]
    found = [getattr(node, name, None) for name in node.child_nodelists]
    return [nodes for nodes in found if isinstance(nodes, NodeList)]
