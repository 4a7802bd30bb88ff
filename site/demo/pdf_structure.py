"""Creates a tagged PDF from the layout of `pdf.py`, with structure tree and outline."""

from itertools import groupby

from demo.pdf import PAGE_H, PAGE_W, PdfObjects, lay_out_pages, text_string


def make_references(numbers) -> bytes:
    """Return a PDF array of references."""
    return b"[" + b" ".join(b"%d 0 R" % number for number in numbers) + b"]"


def make_pdf(title: str, blocks: list[tuple[str, str]], language: str = "nl", author: str = "") -> bytes:
    """Return a PDF of `blocks` of (role, text); a role is H1, H2, P, LI or BREAK."""
    pages, pieces = lay_out_pages(blocks)
    objects = PdfObjects()
    root, tree, structure, document = (objects.reserve() for _ in range(4))
    fonts = [
        objects.put(b"<</Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding>>" % name)
        for name in (b"Helvetica", b"Helvetica-Bold")
    ]
    numbers = [objects.reserve() for _ in pages]
    for at, page in enumerate(pages):
        content = b"\n".join(page.commands)
        stream = objects.put(b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content))
        box = b"/MediaBox [0 0 %d %d] /Resources <</Font <</F1 %d 0 R /F2 %d 0 R>>>>" % (
            PAGE_W,
            PAGE_H,
            *fonts,
        )
        body = b"<</Type /Page /Parent %d 0 R %s /Contents %d 0 R /StructParents %d /Tabs /S>>"
        objects.put(body % (tree, box, stream, at), numbers[at])
    objects.put(b"<</Type /Pages /Kids %s /Count %d>>" % (make_references(numbers), len(pages)), tree)
    add_structure_tree(objects, pieces, numbers, structure, document)
    outlines = add_outline(objects, [piece for piece in pieces if piece[0] in {"H1", "H2"}], numbers)
    catalog = (
        b"<</Type /Catalog /Pages %d 0 R /Lang (%s) /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R"
        b" /Outlines %d 0 R /PageMode /UseOutlines /ViewerPreferences <</DisplayDocTitle true>>>>"
    )
    objects.put(catalog % (tree, language.encode(), structure, outlines), root)
    info = objects.put(b"<</Title %s /Author %s>>" % (text_string(title), text_string(author)))
    return objects.write(root, info)


def add_structure_tree(objects: PdfObjects, pieces: list, pages: list[int], structure: int, document: int) -> None:
    """Add the structure tree: an element for each heading and paragraph, a list for successive items."""
    owners: dict[int, list[int]] = {at: [] for at in range(len(pages))}
    element = b"<</Type /StructElem /S /%s /P %d 0 R /K %s%s>>"
    children = []
    for role, group in groupby(pieces, key=lambda piece: piece[0]):
        parent = document
        if role == "LI":
            parent = objects.reserve()
            children.append(parent)
        made = []
        for _role, _text, at, mcid, _y in group:
            item = objects.reserve() if role == "LI" else 0
            leaf = objects.put(
                element
                % (
                    b"LBody" if item else role.encode(),
                    item or parent,
                    b"%d" % mcid,
                    b" /Pg %d 0 R" % pages[at],
                )
            )
            owners[at].append(leaf)
            made.append(objects.put(element % (b"LI", parent, make_references([leaf]), b""), item) if item else leaf)
        if role == "LI":
            objects.put(element % (b"L", document, make_references(made), b""), parent)
        else:
            children += made
    objects.put(element % (b"Document", structure, make_references(children), b""), document)
    parents = objects.put(
        b"<</Nums [%s]>>" % b" ".join(b"%d %s" % (at, make_references(leaves)) for at, leaves in owners.items())
    )
    root = b"<</Type /StructTreeRoot /K %s /ParentTree %d 0 R /ParentTreeNextKey %d>>"
    objects.put(root % (make_references([document]), parents, len(pages)), structure)


def add_outline(objects: PdfObjects, headings: list, pages: list[int]) -> int:
    """Add the flat outline and return its object number."""
    first = objects.reserve(len(headings) + 1)
    for i, (_role, text, at, _mcid, y) in enumerate(headings, start=1):
        near = (b" /Prev %d 0 R" % (first + i - 1) if i > 1 else b"") + (
            b" /Next %d 0 R" % (first + i + 1) if i < len(headings) else b""
        )
        body = b"<</Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ 0 %g 0]%s>>"
        objects.put(body % (text_string(text), first, pages[at], y, near), first + i)
    ends = b"/First %d 0 R /Last %d 0 R" % (first + 1, first + len(headings))
    return objects.put(b"<</Type /Outlines %s /Count %d>>" % (ends, len(headings)), first)
