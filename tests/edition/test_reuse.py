"""Text reuse, on the five essays."""

from __future__ import annotations

from edition.build.edition import Edition
from edition.editing.reuse import find_reuse, merge


def test_recurring_quotations_of_the_essays_are_found(full: Edition) -> None:
    """What the registry says to stand in two essays is found without it, where five words agree."""
    found = merge(find_reuse({essay.entry.slug: essay.text for essay in full.texts}))
    for name in ("red-ribbon", "vast-army", "emancipation"):
        places = [
            (essay.slug, mention)
            for essay in full.essays
            for mention in essay.mentions
            if mention.kind == "quotation" and mention.entity == name
        ]
        assert len({slug for slug, _ in places}) > 1
        for slug, mention in places:
            if mention.end - mention.start > 40:
                assert any(
                    p.text == slug and p.start < mention.end and mention.start < p.end
                    for reuse in found
                    for p in (reuse.first, reuse.second)
                ), (name, slug)
