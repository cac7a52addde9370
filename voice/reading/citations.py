"""Citation marks are for the eye: [1,2], superscript notes and back links are silent. "[withdrawal]" stays."""

from voice.reading.tongue import Tongue
from voice.reading.words import Rule, any_of, substitution

_MARK = r"(?:(?:n|nb|note|ref|fn) ?)?[1-9]\d{0,2}"


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """A number in brackets with a unit behind it is an amount, and stays."""
    amount = rf"(?! ?(?:{any_of(tongue.units)})(?!\w))"
    return (
        substitution(rf"(?<=[^\s\[]) ?(?<![A-Za-z_]\])\[{_MARK}(?:(?:, ?|[–-]){_MARK}){{0,20}}\]{amount}(?!\w)", ""),
        substitution(r" ?\[(?:citation needed|clarification needed|update|when\?|who\?|edit)\]", ""),
        # A raised number after a word or a full stop is a note; after a number or a unit it is a power.
        substitution(_RAISED, ""),
        substitution(r"^\^ | ?[↩↑]︎?(?=$)", ""),
        substitution(r"(?<=[a-z])[*†‡]{1,3}(?=[\s.,;:)]|$)", ""),
    )


_RAISED = r"(?:(?<=[a-zà-ÿ]{4})|(?<=[a-zà-ÿ)][.,;”\"]))[⁰¹²³⁴-⁹](?:[,–]?[⁰¹²³⁴-⁹]){0,8}(?![\w⁻])"
