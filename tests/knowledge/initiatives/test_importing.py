"""CSV of initiatives: each line's fate is said, a file twice changes nothing, and no file is an error."""

import contextlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.csv_cells import write_csv
from knowledge.initiatives.csv_file import CsvFileError, decode, read_rows
from knowledge.initiatives.importing import Fate, count_fates, import_rows
from knowledge.models import Initiative
from tests import factories

HEADINGS = ["naam", "zin", "plek", "thema’s", "wie", "link", "fase", "sinds"]
IMPORT = "/beheer/initiatieven/importeren/"


def make_lines(number: int = 200) -> list[list[str]]:
    """Return lines for a file: good ones, every twentieth of them bad or double."""
    lines = []
    for at in range(number):
        line = [f"Initiatief {at}", "Koffie; thee, en een praatje", "Laak", "Wonen|Werk", "Stichting", f"https://wijk.example/{at}",
                "loopt", "2020"]  # fmt: skip
        faults = {5: (0, ""), 25: (2, "Atlantis"), 45: (3, "Wonen|Zweven"), 65: (5, "javascript:zqx()"), 85: (6, "ooit"),
                  105: (7, "20"), 125: (7, "1066"), 145: (0, "x" * 201)}  # fmt: skip
        if at in faults:
            column, value = faults[at]
            line[column] = value
        if at in {165, 185}:
            line[0] = f"  initiatief  {at - 1} "
        lines.append(line)
    return lines


def as_csv(lines, delimiter=";", bom="\ufeff", heading=HEADINGS) -> bytes:
    rows = [delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in line) for line in [heading, *lines]]
    return (bom + "\r\n".join(rows)).encode()


@pytest.fixture
def records(home):
    factories.PlaceFactory(name="Laak")
    for name in ("Wonen", "Werk"):
        factories.ThemeFactory(name=name)


@pytest.mark.django_db
def test_two_hundred_lines_have_their_fate_and_twice_changes_nothing(records):
    rows = read_rows(decode(as_csv(make_lines())))
    expected = {Fate.NEW: 190, Fate.DUPLICATE: 2, Fate.REFUSED: 8}
    with translation.override("nl"):
        planned = import_rows(rows, dry_run=True)
    assert count_fates(planned) == expected and Initiative.objects.count() == 0
    notes = [note for row in planned for note in row.notes]
    assert "onbekende plek: Atlantis" in notes and "zoals regel 166" in notes
    assert count_fates(import_rows(rows)) == expected
    stored = list(Initiative.objects.order_by("pk").values())
    one = Initiative.objects.get(name="Initiatief 0")
    assert (one.sentence, one.place.name, one.since, one.phase) == (
        "Koffie; thee, en een praatje",
        "Laak",
        2020,
        "running",
    )
    assert {theme.name for theme in one.themes.all()} == {"Wonen", "Werk"}
    assert count_fates(import_rows(rows)) == {Fate.SAME: 190, Fate.DUPLICATE: 2, Fate.REFUSED: 8}
    assert list(Initiative.objects.order_by("pk").values()) == stored


@pytest.mark.django_db
@pytest.mark.parametrize(("delimiter", "bom"), [(";", ""), (",", "\ufeff"), ("\t", "\ufeff")])
def test_files_of_every_spreadsheet(records, delimiter, bom):
    rows = read_rows(decode(as_csv(make_lines(3), delimiter, bom)))
    assert [row.line for row in rows] == [2, 3, 4]
    assert count_fates(import_rows(rows)) == {Fate.NEW: 3}


@pytest.mark.django_db
def test_changed_cells_change_and_columns_that_are_not_there_stay(records):
    import_rows(read_rows(decode(as_csv(make_lines(2)))))
    rows = read_rows("Naam,Plek,Sinds\nINITIATIEF 1,laak,2021\nInitiatief 0,Laak,2020\n")
    planned = import_rows(rows)
    assert [row.fate for row in planned] == [Fate.CHANGED, Fate.SAME]
    one = Initiative.objects.get(name="Initiatief 1")
    assert (one.since, one.who, one.themes.count()) == (2021, "Stichting", 2)


@pytest.mark.django_db
def test_the_export_is_read_back_without_a_change(records, client):
    factories.CasePageFactory(title="Een stadslab")
    import_rows(
        read_rows(decode(as_csv([["=SOM(1)", "-1 gedoe", "Laak", "Wonen", "@wie", "", "loopt", ""], *make_lines(2)])))
    )
    stored = list(Initiative.objects.values())
    response = client.get("/initiatieven/initiatieven.csv")
    assert "'=SOM(1)" in response.text and "Een stadslab" in response.text
    fates = count_fates(import_rows(read_rows(decode(response.content))))
    assert fates == {Fate.SAME: 3, Fate.OTHER: 1}
    assert list(Initiative.objects.values()) == stored


@pytest.mark.parametrize(
    "text", ["", "\n\n", "titel;plek\na;b", "naam;Naam\na;b", 'naam\n"' + "x" * 200_000, "naam\n" + "a\n" * 5001]
)
def test_files_that_cannot_be_read(text):
    with pytest.raises(CsvFileError):
        read_rows(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman", "cp850"])
def test_file_of_any_program_with_lines_inside_a_cell(encoding):
    text = 'naam;in één zin;plek\r\nBuurttuin\x0bdeel twee;Eén coöperatieve tuin;Laak\r\n"Moes\r\ntuin";b;Laak\r\n'
    rows = [row.cells for row in read_rows(decode(text.encode(encoding)))]
    assert rows == [
        {"name": "Buurttuin deel twee", "sentence": "Eén coöperatieve tuin", "place": "Laak"},
        {"name": "Moes tuin", "sentence": "b", "place": "Laak"},
    ]


@pytest.mark.django_db
@given(st.text(max_size=80))
def test_any_text_is_rows_or_a_refusal(text):
    for content in (text, f"naam;plek;sinds\n{text}"):
        with contextlib.suppress(CsvFileError):
            import_rows(read_rows(content), dry_run=True)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_text_or_a_refusal(data):
    with contextlib.suppress(CsvFileError):
        read_rows(decode(data))


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=5))
def test_what_is_written_is_read(cells):
    rows = [row for row in cells if all(" ".join(cell.split()) == cell and cell.isprintable() for cell in row)]
    rows = [row for row in rows if row[0] and not any(cell.startswith("'") for cell in row)]
    assert [[*row.cells.values()] for row in read_rows(write_csv(["naam", "zin"], rows))] == rows


@pytest.mark.django_db
def test_command_says_each_lines_fate(records, tmp_path):
    file = tmp_path / "lijst.csv"
    file.write_bytes(as_csv(make_lines(6)))
    out = io.StringIO()
    with translation.override("nl"):
        call_command("import_initiatives", str(file), "--dry-run", stdout=out)
        assert "2: nieuw: Initiatief 0" in out.getvalue() and "5 nieuw, 1 geweigerd" in out.getvalue()
        assert Initiative.objects.count() == 0
        call_command("import_initiatives", str(file), stdout=out)
    assert Initiative.objects.count() == 5
    with pytest.raises(CommandError):
        call_command("import_initiatives", str(tmp_path / "weg.csv"))


@pytest.mark.django_db
def test_upload_in_the_admin_shows_first_and_imports_then(records, chief_editor, researcher):
    file = SimpleUploadedFile("lijst.csv", as_csv(make_lines(6)))
    shown = chief_editor.post(IMPORT, {"file": file, "import": "1"})  # a file alone changes nothing
    assert shown.status_code == 200 and Initiative.objects.count() == 0
    assert "5 nieuw" in shown.text and "geweigerd" in shown.text
    done = chief_editor.post(IMPORT, {"text": shown.context["text"], "import": "1"})
    assert "Geïmporteerd" in done.text and Initiative.objects.count() == 5
    assert chief_editor.post(IMPORT, {"file": SimpleUploadedFile("x.csv", b"\x81\xff\x00")}).status_code == 400
    assert chief_editor.post(IMPORT, {}).status_code == 400
    assert researcher.post(IMPORT, {"text": "naam\nNieuw", "import": "1"}).status_code in {302, 403}
    assert Initiative.objects.count() == 5
