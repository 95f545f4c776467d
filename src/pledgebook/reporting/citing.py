"""From a claim to the words that say it, with enough of the text around to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pledgebook.reporting.records import Citation
from pledgebook.vocabulary.claims import Claim
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.evidence import Evidence

# A sentence ends at its mark and a closing quote, before a capital; not after a single capital as in 'U.S.'.
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?…][”’\"']?(?=\s)")
_CLOSING = re.compile("[”’\"']")
# How much of a text around the words is shown at most, on each side, where no sentence ends.
_AROUND = 400


class Citer:
    """Looks up claims by id and quotes what they rest on."""

    def __init__(self, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
        self._texts = {document.name: document.text for document in documents}
        self.claims = {claim.id: claim for claim in claims}

    def of(self, claims: Iterable[Claim]) -> tuple[Citation, ...]:
        """Every place of the claims, each once, in the order of the claims."""
        places = dict.fromkeys((claim.document, evidence) for claim in claims for evidence in claim.evidence)
        return tuple(self._quote(name, evidence) for name, evidence in places)

    def of_ids(self, ids: Iterable[str]) -> tuple[Citation, ...]:
        """Every place of the claims with these ids."""
        return self.of(self.known(ids))

    def known(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims with these ids, in the order given."""
        return tuple(self.claims[key] for key in dict.fromkeys(ids) if key in self.claims)

    def words(self, claim: Claim) -> str:
        """The words at the first place of a claim."""
        return claim.evidence[0].of(self._texts.get(claim.document, ""))

    def _quote(self, name: str, evidence: Evidence) -> Citation:
        text = self._texts.get(name, "")
        return Citation(
            document=name,
            start=evidence.start,
            end=evidence.end,
            words=evidence.of(text),
            before=_before(text, evidence.start),
            after=_after(text, evidence.end),
        )


def _before(text: str, start: int) -> str:
    """From the beginning of the sentence."""
    window = text[max(0, start - _AROUND) : start]
    paragraph = window[window.rfind("\n") + 1 :]
    ends = [match.end() for match in _SENTENCE_END.finditer(paragraph)]
    return paragraph[ends[-1] :].lstrip() if ends else paragraph.lstrip()


def _after(text: str, end: int) -> str:
    """To the end of the sentence."""
    closing = _CLOSING.match(text, end)
    end_of_words = closing.end() if closing else end
    if _SENTENCE_END.search(f"{text[max(0, end - 3) : end_of_words]} "):
        return text[end:end_of_words]
    paragraph = text[end : end + _AROUND].split("\n", 1)[0]
    first_end = _SENTENCE_END.search(paragraph + " ")
    return paragraph[: first_end.end()].rstrip() if first_end else paragraph.rstrip()
