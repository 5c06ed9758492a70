"""Paper: names come out as they were written, in any script there is a font for; what has none is said."""

import io
import os
import unicodedata

import pytest
from pypdf import PdfReader

from documents import pdf, scripts

PAGE = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set text(font: "Hanken Grotesk", lang: told.language)
= #told.title
#image(bytes(told.chart), format: "svg", width: 40%, alt: told.chart_says)
#table(columns: 2, table.header("Name", "People"), ..told.names.map(name => (name, "1")).flatten())
#told.unprintable
"""
CHART = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
NAMES = {
    "Latin with diacritics": "Žofie Łukaszewicz-Núñez",
    "Vietnamese": "Nguyễn Thị Ánh Đặng",
    "Arabic": "فاطمة الزهراء",
    "Chinese": "王小明",
}
NEEDED = "".join(NAMES.values())


@pytest.fixture
def printed(tmp_path):
    """`printed([names])`: the PDF of a page with these names and a picture."""
    template = tmp_path / "page.typ"
    template.write_text(PAGE)

    def made(names):
        told = {"title": "Who came", "language": "en", "chart": CHART, "chart_says": "One bar", "names": names}
        return PdfReader(io.BytesIO(pdf.compiled(template, told)))

    return made


@pytest.fixture
def all_fonts():
    if missing := scripts.unprintable(NEEDED):
        says = f"no font here for {scripts.called(missing)}"
        if os.environ.get("STPNET_REQUIRE_FONTS"):
            pytest.fail(says)
        pytest.skip(says)


@pytest.fixture
def only_ours(settings):
    """As on a machine without any font."""
    caches = (scripts.fonts, scripts.files, scripts.has)
    settings.PDF_FONT_DIRS = []
    for each in caches:
        each.cache_clear()
    yield
    for each in caches:
        each.cache_clear()


def words_of(reader):
    """Return the words of all pages; of what is written from the right, readers of PDF give the words in any order."""
    text = unicodedata.normalize("NFKC", "\n".join(each.extract_text() for each in reader.pages))
    return set(text.split())


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_is_found_again_in_its_own_script(printed, all_fonts, name):
    assert set(name.split()) <= words_of(printed([name]))


def test_accents_typed_apart_and_letters_that_nobody_sees_come_out_whole(printed):
    apart = unicodedata.normalize("NFD", "Nguyễn Ánh")

    assert {"Nguyễn", "Ánh", "Dolores"} <= words_of(printed([apart, "Do\u00adlo\u200bres\x07"]))


def test_the_latin_font_and_vietnamese_come_along(printed, only_ours):
    assert {"Łukaszewicz-Núñez", "Nguyễn"} <= words_of(printed([NAMES["Latin with diacritics"], NAMES["Vietnamese"]]))


def test_a_script_without_a_font_is_said_and_never_a_box(printed, only_ours):
    text = " ".join(printed(["Omar عمر الخطاب", "王小明", "🙂"]).pages[0].extract_text().split())

    assert "Omar […] 1 […] 1 […] 1" in text
    says = "[…] stands for words that could not be printed, as there is no font here for Arabic, Chinese or some signs."
    assert says in text


def test_nothing_is_said_where_all_is_printed(printed):
    assert "font" not in printed(["Dolores"]).pages[0].extract_text()


def tags(element):
    """List the kinds of a tag tree's elements, each with its words for who cannot see it."""
    found = [(str(element.get("/S", "")), str(element.get("/Alt", "")))]
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        inner = child.get_object()
        found += tags(inner) if isinstance(inner, dict) and "/S" in inner else []
    return found


def test_the_page_is_tagged_with_title_language_and_the_words_of_its_picture(printed):
    root = printed(["Dolores"]).root_object
    found = tags(root["/StructTreeRoot"])

    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert ("/Figure", "One bar") in found
    assert {"/Document", "/H1", "/Table", "/THead", "/TH", "/TD", "/Figure"} <= {kind for kind, _words in found}
    assert printed([]).metadata.title == "Who came"
    assert b"pdfuaid" in printed([]).xmp_metadata.stream.get_data()
