"""The words by which a page gives its furniture away: one table for each language.

Patterns are regular expressions over *folded* text (see `folding.fold`): lower case, straight single quotes
for every quotation mark, '-' for every dash, '...' for an ellipsis, single spaces. So they need no flags.
Another language is another `LayoutCues`; the code that uses it stays as it is.
"""

from __future__ import annotations

import msgspec


class LayoutCues(msgspec.Struct, frozen=True, kw_only=True):
    """What to look for on pages in one language.

    `..._lines` match a whole short line, `..._starts` the start of a paragraph, `..._ends` its end.
    `boilerplate_words` are plain words that give a short line away. `tail_lines` are boilerplate after which
    nothing of the article follows; `related_lines` head a list of other articles, after which the article may
    go on. Without one of the plain `caption_hints` no caption pattern is tried, for speed. `date_words` are
    all that a line with nothing but a date can hold; `negations` may not differ between two paragraphs that
    are taken for the same.
    """

    language: str
    boilerplate_lines: tuple[str, ...]
    boilerplate_words: tuple[str, ...]
    boilerplate_starts: tuple[str, ...]
    tail_lines: tuple[str, ...]
    related_lines: tuple[str, ...]
    caption_hints: tuple[str, ...]
    caption_starts: tuple[str, ...]
    caption_ends: tuple[str, ...]
    caption_anywhere: tuple[str, ...]
    byline_starts: tuple[str, ...]
    byline_lines: tuple[str, ...]
    date_words: frozenset[str]
    negations: frozenset[str]


_AGENCIES = (
    r"(?:reuters|afp|ap|epa(?:-efe)?|efe|getty(?: images)?|anadolu(?: agency)?|dpa|ukrinform|unian|tass|pool|"
    r"shutterstock|alamy|bloomberg|xinhua|ansa|belga|anp|pap|ntb|tt|pa(?: media| wire)?|rex|zuma(?: press)?|"
    r"nurphoto|handout|sipa(?: usa)?|imago|x|twitter|facebook|telegram|instagram|youtube|"
    r"wikimedia(?: commons)?)"
)
_NEWS_AGENCIES = r"(?:reuters|afp|ap|epa|efe|dpa|ansa|anp|ntb|pa|anadolu|ukrinform|getty(?: images)?)"
_PICTURE = r"(?:photo(?:graph)?|image|picture|illustration|pic|graphic|video grab|screen ?(?:shot|grab))s?"
_SITES = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|e-?mail|youtube|bluesky)"
)
_STORIES = r"(?:articles?|stor(?:y|ies)|posts?|news|topics?|content|reading|coverage|links?|items?|reports?)"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = LayoutCues(
    language="en",
    boilerplate_lines=(
        r"(?:share|tweet|post|pin|print|save|copy link|copy|follow)(?: (?:this|on|via|to|it))?"
        rf"(?: {_STORIES})?"
        rf"(?: (?:on|via|to|with|by) .{{1,40}})?",
        rf"{_SITES}(?:[ ,|/]+{_SITES})*",
        r"ad|ads|sponsored(?: content)?|promoted|paid content",
        r"(?:\d+|no|view|show|post|add a|join the)? ?comments?(?: \(?\d+\)?)?",
        r"menu|search|home|log ?in|sign ?in|sign ?up|register|my account|close|open|skip to .{3,30}|"
        r"toggle .{3,30}",
        r"(?:accept|reject|allow|manage|decline|i agree|got it|ok)(?: (?:all|to))?(?: (?:cookies|"
        r"preferences))?",
        r"(?:cookie|privacy|terms|legal|accessibility)(?: (?:settings|policy|notice|statement|preferences|of"
        r"|and|&|use|service|conditions))*",
        r"(?:tags?|topics?|categor(?:y|ies)|keywords?|filed under|labels?)(?: ?:.*)?",
        r"(?:listen|watch|play|pause|download|view|expand|enlarge|full screen)(?: (?:to|the|this|our|"
        r"in|live|now))*"
        r"(?: .{1,30})?",
        r"(?:about|contact|support|follow|join|advertise with) us(?: on .{1,40})?",
        r"(?:previous|next|older|newer) (?:article|post|story|page)s?(?: .*)?",
        r"(?:story|article) continues below.*|continue reading.*|scroll (?:down )?to continue.*|"
        r"read (?:the )?full .*",
        r"loading\.*|please wait\.*|page \d+(?: (?:of|/) \d+)?|\d+ (?:of|/) \d+|\d+ (?:shares?|views?|"
        r"likes?|reads?)",
        r"(?:enter|your) (?:your )?e-?mail(?: address)?|e-?mail address",
        r"(?:end of|this is) (?:the )?(?:article|story|text)|[-*# ]*(?:ends?|30)[-*# ]*|"
        r"\\?#(?: ?\\?#)+|\\?###",
        r"(?:sources?|via) ?: .{2,60}",
        r"(?:show|see|load|view) (?:more|less|all)(?: .{1,20})?|news feed|like this|remove ads?",
        r"list (?:of )?\d+ (?:of \d+|items)|end of list|note from the author",
        r"[-=_*~. ]+",
        r"https?://\S+|www\.\S+",
        r"\[?(?:embedded content|embed|widget|iframe|image|video|gallery)\]?",
    ),
    boilerplate_words=(
        "advertisement",
        "advertisment",
        "no comments on",
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed reporting",
        "contributed to the report",
        "all rights reserved",
    ),
    boilerplate_starts=(
        r"(?:we|this (?:web)?site|our (?:web)?site|the (?:web)?site) uses? (?:of )?(?:cookies|"
        r"necessary cookies)",
        r"we (?:and our (?:partners|vendors)|value your privacy|care about your)",
        r"(?:by|when you) (?:click|continu|us|brows|accept|subscrib|sign|submitt)\w*\b.{0,100}"
        r"\b(?:you (?:agree|accept|consent|confirm|acknowledge)|cookies|our terms|privacy policy)\b",
        r"(?:your )?cookies? (?:help|are|settings|policy|consent)",
        r"(?:please )?(?:subscribe|sign up)\b(?! to (?:join|fight|the (?:deal|treaty|agreement|plan)))",
        r"get (?:the latest|our|your|unlimited|breaking|all the)\b.{0,60}\b(?:inbox|newsletter|access|"
        r"app|news|stories)\b",
        r"(?:join|follow|find|like|visit) us (?:on|at)\b",
        r"(?:follow|join|read) .{2,40} on (?:twitter|x|facebook|instagram|telegram|google news|"
        r"whatsapp|linkedin|youtube)",
        r"click (?:here|on|to|the)\b",
        r"(?:watch|video|listen|podcast|in pictures|gallery|live) ?[:|]",
        r"support \w{2,20} or become (?:our|a) patron",
        r"(?:read|see|watch|view|listen|learn|hear|find out) (?:also|more|next|now)\b",
        r"(?:also read|also see|more to read|must read|further reading|recommended reading)\b",
        r"(?:related|read|see also|explore more|don't miss|more on this|more) ?[:>»|]",
        r"(?:you need to |please )?enable javascript\b|javascript (?:is|must be) ",
        r"(?:copyright|\(c\)|©)[ :(©]",
        r"all rights reserved\b",
        r"this (?:article|story|post|piece|content) (?:was|is|has been|first|originally)\b.{0,60}"
        r"\b(?:published|appeared|generated|translated|produced|created|syndicated|licensed|republished)\b",
        r"(?:originally )?(?:published|appeared) (?:first )?(?:on|in|at) .{2,60}$",
        r"(?:the )?post .{5,200} appeared first on\b",
        r"(?:support|donate to|help) (?:our|us|independent|the kyiv)\b.{0,40}\b(?:journalism|work|"
        r"today|reporting|keep|newsroom)",
        r"(?:become|already) a (?:member|subscriber|supporter|patron)\b",
        r"(?:if you|do you) (?:have|see|find|spot|notice|found) (?:a|an|any) (?:tip|error|typo|"
        r"mistake|story|spelling)",
        r"(?:disclaimer|editor's note|note to editors|notes to editors|correction) ?:",
        r"(?:your browser|to use this|to view this|to comment)\b",
        r"(?:media|press) (?:contact|inquir|enquir|office ?:)",
        r"for (?:more|further) information,? (?:please )?(?:contact|visit|call|see)\b",
        r"(?:the )?views expressed (?:in|here|by|are)\b|the opinions? expressed\b",
    ),
    tail_lines=(
        r"leave a (?:comment|reply).*",
        r"(?:source|original|source link|original source|via)(?: link)?(?: ?: ?https?://\S+)?",
        r"exit mobile version|note from the author",
        r"back to top|go to top|return to top",
        r"(?:copyright|\(c\)|©)[ :(©].*",
        r".{0,80}\ball rights reserved\b.*",
        r"about (?:the |this )?authors?(?: .*)?",
        r"(?:post|view|join the|add a) (?:a )?(?:comment|conversation|discussion)s?",
        r"your e-?mail address will not be published.*",
        r"(?:the )?post .{5,200} appeared first on.*",
        r"sign up (?:for|to) (?:our|the|receive) .*newsletter.*",
    ),
    related_lines=(
        r"(?:related|similar|recommended|popular|more|latest|other|trending|top|featured|most read|recent)"
        rf"(?: {_STORIES})",
        r"related|recommended(?: for you)?|trending(?: now)?|most (?:read|popular|viewed|"
        r"shared)(?: .{1,20})?",
        r"(?:more|latest|also) (?:from|on|about|in) .{2,40}",
        r"(?:read|see|watch) (?:also|more|next|further)",
        r"you (?:may|might|will) also (?:like|be interested in|enjoy)|what to (?:read|know|"
        r"watch) next|up next",
        r"editors?'?s? (?:picks?|choice)|don't miss|in case you missed it|explore more|"
        r"further reading|keep reading",
    ),
    caption_hints=(
        *_words("photo image pic illustration graphic video grab shot credit file caption getty © (c) / |"),
        *_words("left) left, l-r l) 2nd"),
        *(f". {agency}" for agency in _words("reuters afp ap epa efe dpa ansa anp ntb pa anadolu ukrinform")),
        "via ",
        "from left",
        "l to r",
        "seen ",
    ),
    caption_starts=(
        rf"(?:file |ap |afp |handout |stock )?{_PICTURE}(?: (?:credits?|courtesy|by|source|of))* ?[:/|-] ?",
        rf"{_PICTURE} (?:courtesy|credit|by)\b",
        rf"{_PICTURE} (?:source|caption|credit)s?, ",
        r"(?:caption|credit|illustrative|file) ?[:/|-] ",
        r"\[(?:photo|image|picture|video)\b",
    ),
    caption_ends=(
        rf"[(\[][^()\[\]]{{0,120}}\b(?:{_PICTURE}\b|credits?:)[^()\[\]]{{0,120}}[)\]] ?\.?$",
        rf"[(\[][^()\[\]]{{0,80}}/ ?{_AGENCIES}[^()\[\]]{{0,40}}[)\]] ?\.?$",
        r"[(\[](?:ap|afp|epa|reuters) (?:photo|file)[^()\[\]]{0,60}[)\]] ?\.?$",
        rf"[a-z.] ?[/|] ?{_AGENCIES}(?: (?:photo|images?|via .{{1,30}}|file|pool))?\.?$",
        rf"\bvia {_AGENCIES}$",
        rf"\. {_NEWS_AGENCIES}$",
        rf"\b{_PICTURE}(?: credits?| courtesy)?(?: ?: ?|/ ?)[^.]{{2,60}}\.?$",
        rf"\b{_PICTURE} by [^.]{{2,50}}$",
        r"\b(?:ap|afp|epa|reuters|file|handout|getty images?) (?:photo|image|picture)(?:/.{1,40})?\.?$",
        r"\bgetty images(?:/.{1,30})?\.?$",
        r"(?:©|\(c\)) ?[^.]{2,60}$",
    ),
    caption_anywhere=(
        r"\bpos(?:e|es|ing) for (?:a|an|the|their) (?:\w+ ){0,2}(?:photo|photograph|picture)s?\b",
        r"\bin this (?:\w+ ){0,3}(?:photo|image|picture|photograph|screen ?grab|video grab)\b",
        r"\b(?:pictured|seen) (?:left|right|here|above|below|in (?:a|an|this) (?:file|undated))\b",
        r"\((?:l|left|from left|l-r|l to r|2nd [lr])\)",
        r"\bfile (?:photo|picture|image)\b",
    ),
    byline_starts=(
        r"\(?(?:additional )?(?:reporting|writing|editing|translation|compiled)(?: and (?:writing|"
        r"editing))? by [^.]{2,150}",
    ),
    byline_lines=(
        r"by(?: [^.!?]{2,90}(?:\b[a-z]\. ?[^.!?]{2,40})?)?",
        r"(?:written|reported|story|words|authors?|reporter|text|edited|translated|analysis)"
        r"(?: by|:| :) .{2,60}",
        r"(?:about )?\d+[- ]?(?:min|mins|minute|minutes)\.?(?: of)?(?: (?:read|reading|listen|"
        r"watch)(?: time)?)?",
        r"(?:reading|read) time ?:? ?.{1,20}",
        r"(?:first |last |originally )?(?:published|updated|posted)(?: on| at| by .{2,40})?:? "
        r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
        r"(?:\d{1,2}[ ./-]|\d{4}-|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d).{0,60}",
        r".{2,50} avatar",
        rf"{_NEWS_AGENCIES}(?: news)?|(?:the )?associated press|agence france-presse",
        r"(?:[a-z'-]+ ){1,3}[a-z'-]+(?:,| -| \|)? (?:(?:[a-z]+ ){0,4})(?:correspondent|staff writer|"
        r"reporter|editor|bureau chief)"
        r"(?:,? (?:in|at|for) .{2,30})?",
        r"@\w{2,30}|\S+@\S+\.\S+",
        r"(?:from )?(?:our |staff )(?:own )?(?:correspondent|reporter|writer|staff)s?|(?:news desk|"
        r"newsroom|web desk|staff)",
        r"(?:\d{1,2}[:.]\d{2}) ?(?:a\.?m\.?|p\.?m\.?)?(?: [a-z]{2,4})?",
        r"(?:for )?immediate release|embargoed until .{3,40}",
        r"[a-z][a-z .'-]{1,30}(?:, [a-z][a-z .'-]{1,20})? ?\((?:reuters|ap|afp|dpa|upi|tass|"
        r"interfax[a-z-]*|ukrinform|xinhua)\) ?-?",
    ),
    date_words=_words(
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec "
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat "
        "sun am pm a p m z t gmt utc est edt et cet cest bst eet eest pt pst pdt local time kyiv date the of "
        "at on st nd rd th ago hour hours minute minutes first last updated published posted modified issued "
        "created"
    ),
    negations=_words("not no never without nor cannot unless denied refused"),
)
