"""Which stretches of a page are the article, and which are furniture around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading.layout import ParagraphKind, group_same_words, lay_out, places_of
from pledgebook.reading.layout.folding import fold
from pledgebook.vocabulary.evidence import Evidence

PROSE = (
    "Norway will give Ukraine a further NOK 700 million for drones this year, the minister said on Friday."
)
MORE = "The money comes from the fund that parliament set up in spring, and is to be spent before the winter."
LAST = "The next gift is to be announced when the ministers meet again in June, in a place not named yet."
OTHER = "Denmark, which gave its tanks a year ago, has none left and will pay for the training of crews."
LINES = st.sampled_from(
    [
        PROSE,
        PROSE.upper(),
        MORE,
        "",
        " ",
        "---",
        "By Ada Noor",
        "Related Articles",
        "- 12 tanks",
        "Share",
        "(Photo: X)",
    ]
)


def kinds(text: str) -> list[tuple[str, str]]:
    """The kind and the words of each paragraph."""
    return [(part.kind.value, text[part.start : part.end]) for part in lay_out(text).paragraphs]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("boilerplate", "Share on Facebook"),
        ("boilerplate", "We use cookies to give you a better experience. Read our policy."),
        ("boilerplate", "Subscribe to our newsletter"),
        ("boilerplate", "Read also: Ministers to meet again in June"),
        ("boilerplate", "The Hague Press writer Ada Noor contributed to this report."),
        ("boilerplate", "Europe, World No Comments on Ministers meet"),
        ("caption", "Ministers at the table in Brussels. (Photo: NATO)"),
        ("caption", "Soldiers load a truck near the front. Ada Noor/REUTERS"),
        ("caption", "The ministers pose for a photo before their meeting."),
        ("caption", "The flag of the alliance over the summit in Norway. Reuters"),
        ("caption", "Image source, Getty Images"),
        ("caption", "A launcher in the snow [AP Photo/Ada Noor, File]"),
        ("byline", "By Ada Noor and Bo Lind"),
        ("byline", "Published: June 4, 2025"),
        ("byline", "Wednesday, 4 June 2025, 10:12 CEST"),
        ("byline", "5 minute read"),
        ("heading", "What the ministers agreed"),
        ("list item", "- 12 tanks from Denmark"),
        ("list item", "• Drones worth EUR 5 million;"),
        ("body", "By contrast, Denmark will send no tanks."),
        ("body", "He posed for the photo that went round the world, and said so."),
        ("body", "He announced the gift via Telegram."),
        ("body", "Updated figures show 35,000 drones, and more to come in the months ahead."),
        ("body", "Share prices of arms makers rose after the announcement."),
        ("body", "The list includes credits (including export credits)."),
    ],
)
def test_a_line_between_two_paragraphs_has_its_kind(kind: str, line: str) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{MORE}")[1] == (kind, line)


def test_a_line_twice_running_inside_the_article_is_a_caption_and_over_it_is_not() -> None:
    line = "The minister at the works in Oslo on Friday."
    found = kinds(
        "\n\n".join([PROSE, PROSE, line, line, MORE, LAST, OTHER, f"{OTHER[:-1]}, he said.", "Oslo"])
    )
    assert [kind for kind, _ in found][:3] == ["body", "caption", "body"]


def test_a_colon_announces_a_list() -> None:
    listed = kinds(f"{PROSE}\n\nThe package holds:\n12 tanks\n700 drones\n\n{MORE}\n\nThe end of it")
    assert [kind for kind, _ in listed] == ["body", "body", "list item", "list item", "body", "boilerplate"]


def test_after_related_articles_the_page_is_over() -> None:
    found = kinds(
        f"{PROSE}\n\n{MORE}\n\nRelated Articles\n\nDenmark gives 12 tanks\n\nHe gave 3 ships in May."
    )
    assert [kind for kind, _ in found] == ["body", "body", *["boilerplate"] * 3]


def test_an_article_goes_on_after_a_box_of_related_articles() -> None:
    found = kinds(f"{PROSE}\n\nRead also\n\nDenmark gives 12 tanks\n\n{MORE} {MORE} {MORE}")
    assert [kind for kind, _ in found] == ["body", "boilerplate", "boilerplate", "body"]


def test_front_matter_and_a_date_stamp_are_no_article() -> None:
    assert kinds(f"---\ndate: 2025-06-04\n---\n\n{PROSE}")[0] == (
        "front matter",
        "---\ndate: 2025-06-04\n---",
    )
    assert kinds(f" date 2025-04-11 {PROSE}") == [("front matter", "date 2025-04-11"), ("body", PROSE)]


def test_wrapped_lines_are_one_paragraph_and_bullets_start_their_own() -> None:
    text = (
        "Norway will give Ukraine a further NOK 700 million for drones\n"
        "this year, the minister said on Friday. The money comes from\n"
        "the fund that parliament set up.\n\n"
        "-   **Denmark** sends 12 tanks, which the army has no more use\n"
        "    for, and trains the crews of them at home\n"
        "-   **Finland** sends nothing\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["body", "list item", "list item"]


def test_lines_that_end_their_sentences_are_paragraphs_of_their_own() -> None:
    assert len(kinds(f"{PROSE}\n{MORE}\n{PROSE.replace('Norway', 'Finland')}")) == 3


def test_a_repeated_paragraph_comes_once_with_both_places() -> None:
    again = PROSE.replace("Norway ", "Norway\N{NO-BREAK SPACE}").replace("minister", "Minister")
    text = f"{PROSE}\n\n{MORE}\n\n{again}"
    first, _ = lay_out(text).paragraphs
    assert [place.of(text) for place in first.places] == [PROSE, again]


def test_a_paragraph_that_breaks_off_is_an_echo_of_the_whole() -> None:
    text = f"{PROSE[:80]}…\n\nBy Ada Noor\n\n{PROSE}"
    body = lay_out(text).of_kind(ParagraphKind.BODY)
    assert [text[part.start : part.end] for part in body] == [PROSE]
    assert [echo.of(text) for echo in body[0].echoes] == [f"{PROSE[:80]}…"]


@pytest.mark.parametrize("other", [PROSE.replace("700", "800"), PROSE.replace("will give", "will not give")])
def test_another_number_or_a_denial_is_another_paragraph(other: str) -> None:
    assert len(lay_out(f"{PROSE}\n\n{other}").paragraphs) == 2


def test_the_places_of_words_in_a_repeated_paragraph() -> None:
    text = f"{PROSE}\n\n{MORE}\n\n{PROSE.upper()}\n\n{PROSE[:70]}..."
    start = text.index("NOK 700 million")
    places = places_of(text, lay_out(text).paragraphs[0], start, start + 15)
    assert [place.of(text) for place in places] == ["NOK 700 million", "NOK 700 MILLION", "NOK 700 million"]


def test_sentences_with_the_same_words_are_grouped() -> None:
    text = f"{PROSE} {MORE} {PROSE}"
    spans = [Evidence(0, len(PROSE)), Evidence(len(text) - len(PROSE), len(text))]
    assert group_same_words(text, spans) == {spans[0]: tuple(spans)}


@given(st.text() | st.lists(LINES).map("\n".join) | st.lists(LINES).map("\r\n\r\n".join))
def test_paragraphs_lie_in_the_text_in_order_and_repeat_their_own_words(text: str) -> None:
    end = 0
    for part in lay_out(text).paragraphs:
        assert end <= part.start < part.end <= len(text)
        words = text[part.start : part.end]
        assert words == words.strip()
        assert part.places[0] == Evidence(part.start, part.end)
        assert {fold(place.of(text)) for place in part.places} == {fold(words)}
        assert all(echo.end <= len(text) for echo in part.echoes)
        end = part.end


@given(st.lists(LINES).map("\n\n".join))
def test_no_word_of_the_page_is_lost(text: str) -> None:
    held = [place for part in lay_out(text).paragraphs for place in (*part.places, *part.echoes)]
    assert "".join("".join(place.of(text) for place in sorted(held)).split()) == "".join(text.split())
