"""Formulas are written in a line and keep their MathML for the voice."""

import time

import pytest

from content import Block, SpokenAs, parse_article

SQUARE = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"


def block(markup: str) -> Block:
    return parse_article(f'<html lang="en"><p>The area is {markup} in all.</p>').sections[0].blocks[0]


WAYS = {
    "mathml": SQUARE,
    "mathml with a prefix": SQUARE.replace("<m", "<mml:m").replace("</m", "</mml:m"),
    "tex": r"\(x^2\)",
    "tex between dollars": r"$$x^2$$",
    "a script": '<script type="math/tex">x^2</script>',
    "mathjax 2": (
        '<span class="MathJax_Preview">x2</span><span class="MathJax">x2</span><script type="math/tex">x^2</script>'
    ),
    "mathjax 3": (
        f'<mjx-container><mjx-math aria-hidden="true">x2</mjx-math><mjx-assistive-mml>{SQUARE}</mjx-assistive-mml>'
        "</mjx-container>"
    ),
    "katex": (
        f'<span class="katex"><span class="katex-mathml">{SQUARE}</span><span aria-hidden="true">x2</span></span>'
    ),
    "wikipedia": (
        f'<span class="mwe-math-element"><span style="display: none;">{SQUARE}</span>'
        r'<img class="mwe-math-fallback-image-inline" aria-hidden="true" alt="{\displaystyle x^{2}}"></span>'
    ),
    "a picture": r'<img class="latex" src="x.png" alt="x^2">',
    "annotated": "<math><semantics><msup><mi>x</mi><mn>2</mn></msup><annotation>x^2</annotation></semantics></math>",
}


@pytest.mark.parametrize("markup", WAYS.values(), ids=WAYS)
def test_a_formula_is_read_once_however_it_is_written(markup: str) -> None:
    found = block(markup)
    assert found.text == "The area is x² in all."
    (spoken,) = found.spoken
    assert (spoken.start, spoken.length, spoken.how) == (12, 2, SpokenAs.FORMULA)
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in spoken.value


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\frac{a+b}{2}", "(a + b)/2"),
        (r"\sqrt{b}", "√b"),
        (r"x_{10} \le \alpha", "x₁₀ ≤ α"),
        (r"\sum_{i=1}^{n} i", "∑_(i = 1)ⁿ i"),
        (r"\bar{x}", "x̄"),
        (r"\text{dose} = 5", "dose = 5"),
    ],
)
def test_a_formula_can_be_read_by_eye(tex: str, text: str) -> None:
    assert block(rf"\({tex}\)").text == f"The area is {text} in all."


@pytest.mark.parametrize("markup", ["$5 and $$ or $$6", r"<code>grep '\(a\)'</code>", r"\(\left( x\)", r"a \ b"])
def test_what_is_no_formula_stays_as_it_is(markup: str) -> None:
    assert block(markup).spoken == ()


@pytest.mark.parametrize(
    "bomb",
    [
        "<math>" + "<mrow>" * 20_000 + "x",
        "<math><mi>x</mi></math>" * 20_000,
        r"\(x^2\) " * 3_000,
        r"\(" + "{" * 1990 + r"\)",
        r"\(" * 50_000,
        "$$" * 50_000,
        "<abbr title=a>" * 20_000,
    ],
    ids=lambda bomb: bomb[:16],
)
def test_formulas_in_heaps_are_read_in_bounded_time(bomb: str) -> None:
    start = time.thread_time()
    parse_article(f"<p>Before it all.</p><p>{bomb}")
    assert time.thread_time() - start < 20
