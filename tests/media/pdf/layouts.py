"""PDFs with a text that is known: several layouts, set by a small typesetter of the tests."""

from demo.pdf import PdfObjects, literal_string, width_of

FONTS = {"F1": b"Helvetica", "F2": b"Helvetica-Bold"}
LIGATURES = {"ffi": "\ufb03", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
SYLLABLE = 4  # letters before and after a hyphen at the end of a line, at least


class Setter:
    """Sets words into columns on pages, with running heads; hyphenates where `hyphens` says so."""

    def __init__(self, columns=1, head="", foot="{n}", size=11.0, hyphens=(), ligatures=False, odd_even=False):
        self.columns, self.head, self.foot, self.size = columns, head, foot, size
        self.hyphens, self.ligatures, self.odd_even = set(hyphens), ligatures, odd_even
        gap, margin = 24, 64
        self.width = (595 - 2 * margin - gap * (columns - 1)) / columns
        self.lefts = [margin + at * (self.width + gap) for at in range(columns)]
        self.pages: list[list[bytes]] = []
        self.column, self.y = columns, 0.0

    def put(self, x, y, text, font="F1", size=None):
        """Draw one line."""
        command = b"BT /%s %g Tf 1 0 0 1 %g %g Tm %s Tj ET"
        self.pages[-1].append(command % (font.encode(), size or self.size, x, y, self._show(text)))

    def _show(self, text: str) -> bytes:
        if not self.ligatures:
            return literal_string(text)
        for letters, sign in LIGATURES.items():
            text = text.replace(letters, sign)
        codes = {"\ufb00": "\x80", "\ufb01": "\x81", "\ufb02": "\x82", "\ufb03": "\x83"}
        return b"<" + "".join(codes.get(c, c) for c in text).encode("latin-1").hex().encode() + b">"

    def next_column(self):
        """Go to the top of the next column, of the next page where this was the last."""
        self.column, self.y = self.column + 1, 760.0
        if self.column >= self.columns:
            self.column = 0
            self.pages.append([])
            number = len(self.pages)
            if self.head:
                words = self.head.format(n=number)
                left = 64 if not self.odd_even or number % 2 else 595 - 64 - width_of(words, 9, False)
                self.put(left, 806, words, size=9)
            if self.foot:
                self.put(290, 36, self.foot.format(n=number), size=9)

    def heading(self, text: str):
        """Set a heading."""
        if self.column >= self.columns or self.y < 160:
            self.next_column()
        self.y -= 30
        self.put(self.lefts[self.column], self.y, text, "F2", self.size * 1.35)
        self.y -= 8

    def paragraph(self, text: str, indent=0.0, above=6.0):
        """Set a paragraph; a word that does not fit is hyphenated where it may."""
        self.y -= above
        line, first = "", True
        words = text.split(" ")
        while words:
            word = words.pop(0)
            longer = f"{line} {word}".strip()
            room = self.width - (indent if first else 0)
            if width_of(longer, self.size, False) <= room:
                line = longer
                continue
            for at in sorted(self.hyphens & {(word, cut) for cut in range(len(word))}, key=lambda pair: -pair[1]):
                part = f"{line} {word[: at[1]]}-".strip()
                if width_of(part, self.size, False) <= room:
                    line, word = part, word[at[1] :]
                    break
            self._line(line, indent if first else 0)
            line, first = word, False
        if line:
            self._line(line, indent if first else 0)

    def _line(self, text, indent):
        self.y -= self.size * 1.35
        if self.column >= self.columns or self.y < 72:
            self.next_column()
            self.y -= self.size * 1.35
        self.put(self.lefts[self.column] + indent, self.y, text)

    def write(self) -> bytes:
        """Return the file."""
        objects = PdfObjects()
        root, tree = objects.reserve(), objects.reserve()
        encoding = b"/Encoding /WinAnsiEncoding"
        if self.ligatures:
            rows = "".join(
                f"<{code:02x}> <{ord(sign):04x}>\n"
                for code, sign in zip(range(0x80, 0x84), "\ufb00\ufb01\ufb02\ufb03", strict=True)
            )
            plain = "".join(f"<{code:02x}> <{code:04x}>\n" for code in (*range(32, 127), *range(0xA0, 0x100)))
            chunks = (rows + plain).splitlines()
            body = "".join(
                f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
                for part in (chunks[at : at + 90] for at in range(0, len(chunks), 90))
            )
            cmap = f"/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange {body} endcmap end".encode()
            encoding += b" /ToUnicode %d 0 R" % objects.put(
                b"<</Length %d>>\nstream\n%s\nendstream" % (len(cmap), cmap)
            )
        fonts = [
            objects.put(b"<</Type /Font /Subtype /Type1 /BaseFont /%s %s>>" % (name, encoding))
            for name in FONTS.values()
        ]
        kids = []
        for commands in self.pages:
            data = b"\n".join(commands)
            content = objects.put(b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data))
            page = b"<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 %d 0 R /F2 %d 0 R>>>>>>"
            kids.append(objects.put(page % (tree, content, *fonts)))
        refs = b" ".join(b"%d 0 R" % kid for kid in kids)
        objects.put(b"<</Type /Pages /Kids [%s] /Count %d>>" % (refs, len(kids)), tree)
        objects.put(b"<</Type /Catalog /Pages %d 0 R>>" % tree, root)
        return objects.write(root, objects.put(b"<<>>"))
