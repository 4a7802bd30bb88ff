"""Template loader that drops the white space of the layout: a template is written for people and loaded squeezed.

The rule, for templates of this site (`templates/**/*.html` and `*.svg`):

- a line break next to an HTML tag or a `{% tag %}`, with the indentation around it, is nothing;
- a line break between words or `{{ variables }}` is a space, and so is every other run of white space;
- inside an HTML tag a line break is a space;
- `pre`, `textarea`, `script`, `style` and `{% blocktranslate %}` stay as they are.

It happens once, when the template is loaded: a rendered page pays nothing for it.
"""

import re
from pathlib import Path

from django.conf import settings
from django.template.base import Node, NodeList, TextNode, VariableNode
from django.template.loaders import cached

VERBATIM = ("pre", "textarea", "script", "style")
# White space, the beginning of an HTML tag, a mark that may end something, words.
_PIECE = re.compile(r"\s+|</?(?:[a-zA-Z][\w-]*|\Z)|[<>\"']|[^\s<>\"']+")
_TAG = re.compile(r"</?[a-zA-Z][\w-]*")


class Loader(cached.Loader):
    """The cached loader of Django; templates of this site are squeezed before they are kept."""

    def get_template(self, template_name, skip=None):
        """Return a template; squeezing one that was squeezed before changes nothing."""
        template = super().get_template(template_name, skip)
        if is_minifiable(template.origin.name) and not hasattr(template, "is_minified"):
            WhitespaceMinifier().minify(template.nodelist)
            template.is_minified = True
        return template


def is_minifiable(name: str) -> bool:
    """Return whether the file `name` is a page or a part of one among this site's templates."""
    path = Path(name)
    return path.suffix in (".html", ".svg") and any(
        path.is_relative_to(folder) for folder in settings.TEMPLATES[0]["DIRS"]
    )


class WhitespaceMinifier:
    """Goes through the nodes of a template in order and knows where in the HTML it is."""

    def __init__(self):
        self.tag = ""  # name of the tag whose `<...>` is open
        self.quote = ""  # quotation mark of the attribute that is open
        self.verbatim = ""  # name of the element whose text stays as it is

    def minify(self, nodes: NodeList) -> None:
        """Squeeze the texts of `nodes` and of all nodes within them."""
        for index, node in enumerate(nodes):
            if isinstance(node, TextNode):
                before = index > 0 and isinstance(nodes[index - 1], VariableNode)
                after = index + 1 < len(nodes) and isinstance(nodes[index + 1], VariableNode)
                node.s = self._minify_text(node.s, before, after)
            else:
                self._minify_branches(node)

    def _minify_branches(self, node: Node) -> None:
        """Squeeze the branches of a tag; each begins in the HTML where the tag stands."""
        start = self.tag, self.quote, self.verbatim
        for branch in find_branches(node):
            self.tag, self.quote, self.verbatim = start
            self.minify(branch)

    def _minify_text(self, text: str, before: bool, after: bool) -> str:
        """Return `text` squeezed; `before` and `after` tell whether a variable, and no tag, is its neighbour."""
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
                self._follow(piece, index + 1 == len(pieces))
            squeezed.append(piece)
        return "".join(squeezed)

    def _follow(self, piece: str, is_last: bool) -> None:
        """Keep track of the tag, the attribute and the element in which the next piece stands."""
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
        elif _TAG.fullmatch(piece) or (is_last and piece in ("<", "</")):  # or a tag whose name is a variable's
            self.tag = piece[1:].lower() or "?"


def find_branches(node: Node) -> list[NodeList]:
    """Return the lists of nodes within a tag, one for each of its branches."""
    if hasattr(node, "conditions_nodelists"):  # {% if %}: its `nodelist` joins all branches
        return [nodes for _condition, nodes in node.conditions_nodelists]
    found = [getattr(node, name, None) for name in node.child_nodelists]
    return [nodes for nodes in found if isinstance(nodes, NodeList)]
