"""HTML of the clipboard as Word, Word on the web, LibreOffice, Google Docs and Outlook write it."""

import random

HEADS = {
    "word": '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
    '<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=NL>'
    "<!--StartFragment-->{body}<!--EndFragment--></body></html>",
    "web": '<html><body><!--StartFragment--><div class="OutlineElement Ltr SCXW1">{body}</div><!--EndFragment--></body></html>',
    "libre": '<!DOCTYPE HTML><html><head><meta name="generator" content="LibreOffice 7.4"/></head><body lang="nl-NL">{body}</body></html>',
    "google": '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1a2b3c">{body}</b>',
    "outlook": '<html><body><!--StartFragment--><div class="WordSection1">{body}</div><!--EndFragment--></body></html>',
}


def hide(chooser: random.Random, program: str, word: str) -> str:
    """Return a word that the writer took out, or wrote for colleagues only, as this program marks it."""
    ways = {
        "word": [
            f'<span class=msoDel><del cite="mailto:x" datetime="2026-01-01T10:00">{word} </del></span>',
            f'<del datetime="2026-01-01">{word} </del>',
            f"<span style='display:none;mso-hide:all'>{word} </span>",
            f"<span style='mso-hide:all'>{word} </span>",
        ],
        "web": [
            f'<span class="TrackedChange TrackChangeDelete" style="text-decoration:line-through"><del>{word} </del></span>'
        ],
        "libre": [f'<del cite="mailto:x">{word} </del>', f'<span style="display: none">{word} </span>'],
        "google": [f'<span style="display:none">{word} </span>'],
        "outlook": [f"<span style='display:none'>{word} </span>", f"<del>{word} </del>"],
    }
    return chooser.choice(ways[program])


def comment(program: str, words: str) -> tuple[str, str]:
    """Return the mark of a comment in the text, and its words at the end of the document."""
    if program in {"word", "outlook"}:
        mark = (
            "<span class=MsoCommentReference><span style='font-size:8.0pt'><a style='mso-comment-reference:X_1' "
            'class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[X1]</a></span></span>'
        )
        box = (
            "<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1 width=\"33%\"><![endif]>"
            "<div style='mso-element:comment'><div id=\"_com_1\" class=msocomtxt><span style='mso-comment-author:\"X\"'></span>"
            f"<p class=MsoCommentText><span class=MsoCommentReference>[X1]</span>{words}</p></div></div></div>"
        )
        return mark, box
    if program == "libre":
        return f"<!-- {words} -->", ""
    if program == "google":
        return (
            '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>',
            f'<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>{words}</span></p></div>',
        )
    return "", ""


def heading(program: str, level: int, words: str) -> str:
    """Return a heading."""
    if program == "web":
        return f'<p role="heading" aria-level="{level}" class="Paragraph SCXW1"><span data-ccp-parastyle="heading {level}">{words}</span></p>'
    if program == "outlook":
        return f"<p class=MsoHeading{level} style='mso-outline-level:{level}'>{words}</p>"
    extra = ' dir="ltr"' if program == "google" else ""
    return f"<h{level}{extra}><span>{words}</span></h{level}>"


def bullets(program: str, items: list[str], *, ordered: bool = False) -> str:
    """Return a list; Word writes paragraphs whose bullet is text."""
    if program in {"word", "outlook"}:
        rows = []
        for at, item in enumerate(items):
            place = "First" if at == 0 else "Last" if at == len(items) - 1 else "Middle"
            mark = f"{at + 1}." if ordered else "\u00b7"
            rows.append(
                f"<p class=MsoListParagraphCxSp{place} style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
                f"<span style='font-family:Symbol'><span style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>"
                f"&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{item}<o:p></o:p></p>"
            )
        return "\n".join(rows)
    tag = "ol" if ordered else "ul"
    return f"<{tag}>" + "".join(f"<li><p>{item}</p></li>" for item in items) + f"</{tag}>"


def table(rows: list[list[str]]) -> str:
    """Return a table."""
    cells = "".join(
        "<tr>" + "".join(f"<td><p class=MsoNormal>{cell}</p></td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table class=MsoTableGrid border=1><tbody>{cells}</tbody></table>"
