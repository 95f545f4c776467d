"""Who does what: a verb of a sentence with its subject and the stretch that it governs."""

from __future__ import annotations

import msgspec

from pledgebook.reading.tags import Piece, VerbForm


class Frame(msgspec.Struct, gc=False):
    """A verb with its subject and its objects.

    `index` is the verb's own piece. `subjects` are the actors (empty when the subject is a thing), `head` the
    last piece of the subject's noun phrase. `first` to `last` are the indexes of the pieces that the verb
    governs. `parent` is the index, in the list of frames, of the verb that this one hangs on. `aside` are the
    parties between commas or dashes after the subject: 'nine countries - Estonia, Latvia, ... - undertook';
    `together` says that they act with it.
    `modal` is the value of the modal verb before it, `perfect` says that 'have' is there; `infinitive` that
    it hangs on 'to', `relative` that it stands in a clause about the noun before it ('who').
    """

    index: int
    form: VerbForm
    subjects: tuple[Piece, ...] = ()
    head: Piece | None = None
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    perfect: bool = False
    infinitive: bool = False
    relative: bool = False
    first: int = 0
    last: int = 0
    parent: int | None = None
    aside: tuple[Piece, ...] = ()
    together: bool = False

    def has(self, *classes: str) -> bool:
        """Whether the verb is of one of these classes."""
        return not self.form.classes.isdisjoint(classes)
