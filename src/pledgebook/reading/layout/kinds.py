"""Which kind each block is: first by its own words, then by what stands around it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from pledgebook.reading.layout.blocks import LIST_MARK, Block, ends_sentence
from pledgebook.reading.layout.cues import LayoutCues
from pledgebook.reading.layout.folding import fold
from pledgebook.reading.layout.model import ParagraphKind

# Only so much of a long block is folded and searched for cues: its start, and its end.
_HEAD, _TAIL = 120, 240
_SHORT = 240
_LONGEST_CAPTION = 600
_LONGEST_LINE = 200
# A line that ends as a sentence does is searched for whole-line cues only up to here ('Share.').
_LONGEST_SENTENCE_CUE = 60
_LONGEST_DATE = 90
_HEADING_CHARACTERS, _HEADING_WORDS = 110, 16
_TITLE_CHARACTERS = 220
_PROSE_CHARACTERS = 80
# After 'Related articles' the article goes on only with paragraphs as long as these: two in a row, or one.
# The teaser of another article is shorter.
_RESUMED_CHARACTERS, _SURELY_RESUMED_CHARACTERS = 120, 240
# What stands twice running is a caption if it is as long as this, and if not this share of all lines is so.
_SHORTEST_DOUBLED, _MOST_DOUBLED = 12, 0.25
# A tail is at most this share of the page; what stands before it is the article.
_TAIL_SHARE = 0.5

_MARKED_HEADING = re.compile(r"#{1,6} \S|\*\*(?:(?!\*\*).){1,160}\*\*:?$|<h[1-6]\b", re.DOTALL)
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[^\W\d_]+")
_NAME = re.compile(
    r"(?:[A-Z][\w.'’-]*|de|van|von|der|al|bin|el|la)(?: (?:[A-Z][\w.'’-]*|de|van|von|der|al|bin|el|la)){1,3}$"
)
_DATELINE = re.compile(r"[a-z .'-]{2,40},? ")


class Cues:
    """The cues of one language, compiled."""

    def __init__(self, cues: LayoutCues) -> None:
        self.boilerplate_line = _whole(cues.boilerplate_lines + cues.tail_lines + cues.related_lines)
        self.boilerplate_words = AhoCorasick(cues.boilerplate_words)
        self.boilerplate_start = _start(cues.boilerplate_starts)
        self.tail_line = _whole(cues.tail_lines)
        self.related_line = _whole(cues.related_lines)
        self.caption_hints = AhoCorasick(cues.caption_hints)
        self.caption_start = _start(cues.caption_starts)
        self.caption_end = re.compile("|".join(cues.caption_ends))
        self.caption_anywhere = re.compile("|".join(cues.caption_anywhere))
        self.byline_start = _start(cues.byline_starts)
        self.byline = _whole(cues.byline_lines)
        self.date_words = cues.date_words
        self.negations = cues.negations


@cache
def compiled(cues: LayoutCues) -> Cues:
    """The table `cues`, compiled once."""
    return Cues(cues)


def classify(text: str, blocks: list[Block], cues: Cues) -> None:
    """Give every block its kind and its folded text (of a long block, the head of it)."""
    for block in blocks:
        long = block.end - block.start > _SHORT
        block.folded = fold(text[block.start : block.start + _HEAD if long else block.end])
        block.kind = _own_kind(text, block, cues)
    _end_page_at_tail(blocks, cues)
    _drop_related(text, blocks, cues)
    _settle_headings(text, blocks)
    _find_names(text, blocks)
    _find_doubled_captions(text, blocks)


def _own_kind(text: str, block: Block, cues: Cues) -> ParagraphKind | None:
    """The kind that the words of the block itself give away; None where they do not."""
    length, folded = block.end - block.start, block.folded
    if cues.boilerplate_start.match(folded):
        return ParagraphKind.BOILERPLATE
    if length <= _LONGEST_LINE:
        kind = _line_kind(text, block, cues)
        if kind is not None:
            return kind
    if length <= _LONGEST_CAPTION and _is_caption(text, block, cues):
        return ParagraphKind.CAPTION
    if LIST_MARK.match(text, block.start):
        return ParagraphKind.LIST_ITEM
    if _MARKED_HEADING.match(text, block.start, min(block.end, block.start + _HEADING_CHARACTERS * 2)):
        return ParagraphKind.HEADING
    return None


def _line_kind(text: str, block: Block, cues: Cues) -> ParagraphKind | None:
    line = block.folded.rstrip(" .:!>|»→'")
    if not line or cues.boilerplate_words.find_matches_as_indexes(line):
        return ParagraphKind.BOILERPLATE
    if cues.byline_start.match(line):
        return ParagraphKind.BYLINE
    sentence = ends_sentence(text, block)
    if sentence and len(line) > _LONGEST_SENTENCE_CUE:
        return None
    if cues.boilerplate_line.fullmatch(line):
        return ParagraphKind.BOILERPLATE
    dated = len(line) <= _LONGEST_DATE and _DIGIT.search(line) is not None and _is_date(line, cues)
    # 'By contrast, Denmark will send none.' is no byline.
    return ParagraphKind.BYLINE if dated or (not sentence and cues.byline.fullmatch(line)) else None


def _is_caption(text: str, block: Block, cues: Cues) -> bool:
    folded = block.folded if block.end - block.start <= _SHORT else fold(text[block.end - _TAIL : block.end])
    # Most paragraphs hold none of the hints; finding that out is ten times faster than trying the patterns.
    if not cues.caption_hints.find_matches_as_indexes(folded):
        return False
    return bool(
        cues.caption_start.match(block.folded)
        or cues.caption_end.search(folded[-_TAIL:])
        or cues.caption_anywhere.search(folded)
    )


def _is_date(line: str, cues: Cues) -> bool:
    """Whether the line holds nothing but a date and a time, and perhaps a place ('Brussels, 4 June 2025')."""
    place = _DATELINE.match(line)
    words = _WORDS.findall(line)
    if place and "," in place.group() and not set(_WORDS.findall(place.group())) & cues.date_words:
        words = words[len(_WORDS.findall(place.group())) :]
    return all(word in cues.date_words for word in words)


def _end_page_at_tail(blocks: list[Block], cues: Cues) -> None:
    """After 'Leave a comment', a copyright line and the like, nothing of the article follows."""
    total = sum(block.end - block.start for block in blocks)
    left = 0
    cut = len(blocks)
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        left += block.end - block.start
        if left > total * _TAIL_SHARE:
            break
        if block.kind is ParagraphKind.BOILERPLATE and cues.tail_line.fullmatch(
            block.folded.rstrip(" .:!>|»")
        ):
            cut = index
    for block in blocks[cut:]:
        block.kind = ParagraphKind.BOILERPLATE


def _drop_related(text: str, blocks: list[Block], cues: Cues) -> None:
    """What a 'Related articles' line heads is boilerplate, up to where the article goes on."""
    dropping = False
    for index, block in enumerate(blocks):
        if block.kind is ParagraphKind.BOILERPLATE and cues.related_line.fullmatch(
            block.folded.rstrip(" .:!>|»")
        ):
            dropping = True
        elif dropping and _resumes(text, blocks[index : index + 2]):
            dropping = False
        elif dropping:
            block.kind = ParagraphKind.BOILERPLATE


def _resumes(text: str, following: list[Block]) -> bool:
    lengths = [_prose_length(text, block) for block in following if block.kind is None]
    return (
        bool(lengths)
        and following[0].kind is None
        and (
            lengths[0] >= _SURELY_RESUMED_CHARACTERS
            or (len(lengths) == 2 and min(lengths) >= _RESUMED_CHARACTERS)
        )
    )


def _prose_length(text: str, block: Block) -> int:
    return block.end - block.start if ends_sentence(text, block) else 0


def _settle_headings(text: str, blocks: list[Block]) -> None:
    """Blocks without a kind become headings, items of a list that a colon announces, or body."""
    prose = [index for index, block in enumerate(blocks) if block.kind is None and _is_prose(text, block)]
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), len(blocks))
    usual_gap = _usual_gap(blocks)
    listing = False
    for index, block in enumerate(blocks):
        if block.kind is not None:
            listing = listing and block.kind is ParagraphKind.LIST_ITEM
            continue
        colon = text[block.end - 1] == ":"
        if not _is_short(text, block, title=index < first):
            set_off = block.gap > usual_gap and block.end - block.start <= 70 and first < index < last
            block.kind = ParagraphKind.HEADING if set_off else ParagraphKind.BODY
        elif listing or text[block.end - 1] in ";,":
            block.kind = ParagraphKind.LIST_ITEM
        elif colon:
            block.kind = ParagraphKind.BODY
        elif index > last and block.end - block.start <= 60:
            # A heading heads something: after the last paragraph, a short line is furniture.
            block.kind = ParagraphKind.BOILERPLATE
        else:
            block.kind = ParagraphKind.HEADING
        listing = colon or (listing and block.kind is ParagraphKind.LIST_ITEM)


def _usual_gap(blocks: list[Block]) -> int:
    gaps = sorted(block.gap for block in blocks[1:])
    return gaps[len(gaps) // 2] if gaps else 0


def _is_prose(text: str, block: Block) -> bool:
    return block.end - block.start >= _PROSE_CHARACTERS and ends_sentence(text, block)


def _is_short(text: str, block: Block, *, title: bool) -> bool:
    length = block.end - block.start
    if length > (_TITLE_CHARACTERS if title else _HEADING_CHARACTERS):
        return False
    words = text.count(" ", block.start, block.end) + 1
    if not title and words > _HEADING_WORDS:
        return False
    return not ends_sentence(text, block)


def _find_names(text: str, blocks: list[Block]) -> None:
    """A line with nothing but a name, beside a byline or the same as one, is a byline too."""
    known = {
        block.folded.removeprefix("by ").strip() for block in blocks if block.kind is ParagraphKind.BYLINE
    }
    if not known:
        return
    for index, block in enumerate(blocks):
        if (
            block.kind not in (ParagraphKind.HEADING, ParagraphKind.BOILERPLATE)
            or block.end - block.start > 50
        ):
            continue
        beside = blocks[max(index - 1, 0) : index] + blocks[index + 1 : index + 2]
        near_byline = any(other.kind is ParagraphKind.BYLINE for other in beside)
        if block.folded in known or (near_byline and _NAME.match(text, block.start, block.end)):
            block.kind = ParagraphKind.BYLINE


def _find_doubled_captions(text: str, blocks: list[Block]) -> None:
    """The line over a caption that starts with the same words is the picture's alternative text.

    Without a caption's own words, the same line twice running is one too, but only inside the article: over
    it a title or a lead may come twice.
    """
    inside = False
    twice: list[Block] = []
    for above, below in pairwise(blocks):
        if below.folded.startswith(above.folded) and len(above.folded) >= _SHORTEST_DOUBLED:
            if below.kind is ParagraphKind.CAPTION:
                above.kind = ParagraphKind.CAPTION
            elif inside and below.folded == above.folded and above.end - above.start <= _SHORT:
                twice += [above, below]
        inside = inside or (above.kind is ParagraphKind.BODY and _is_prose(text, above))
    # Where many lines come twice, the page was fetched badly and they are no captions.
    if len(twice) <= _MOST_DOUBLED * len(blocks):
        for block in twice:
            block.kind = ParagraphKind.CAPTION


def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.DOTALL)


def _start(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
