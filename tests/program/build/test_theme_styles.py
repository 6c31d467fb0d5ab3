"""Which part of the theme's stylesheets is kept: rules that can apply, and definitions that are used."""

from __future__ import annotations

import pytest

from edition.build.theme_styles import reduce_styles, used_names

PAGE = """<html lang="en" dir="ltr"><body><nav class="menu open" aria-label="Main menu" data-kind=plain>
<a href="#x" id="top">words</a></nav></body></html>"""
SCRIPT = """edition.load('shown'); node.classList.add("is-late"); node.hidden = true;
const made = element("div", { class: `button ${size} round` }); find(".former, h6"); say("Not a, word");
made.innerHTML = "<small class='fine print'>" """
NAMES = used_names([PAGE], [SCRIPT])


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (".menu{color:red;}", True),
        (".menus{color:red;}", False),
        (".menu.open>a{color:red;}", True),
        (".menu .closed a{color:red;}", False),
        ("#top{color:red;}", True),
        ("#bottom{color:red;}", False),
        ("nav *{color:red;}", True),
        ("article{color:red;}", False),
        (".is-late{color:red;}", True),  # a script may give it to an element
        (".button.round>div{color:red;}", True),
        ("small.print{color:red;}", True),
        ("div[hidden]{color:red;}", True),
        (".former{color:red;}", False),  # a script that looks for an element does not make it
        ("h6{color:red;}", False),
        (".element{color:red;}", False),
        (".plain{color:red;}", False),  # the value of another attribute is no class
        ("top{color:red;}", False),
        (".menu:hover::before{color:red;}", True),
        (".menu:not(.closed){color:red;}", True),
        ("[dir=ltr] .menu{color:red;}", True),
        ("[dir=rtl] .menu{color:red;}", False),
        ('[data-kind="plain"]{color:red;}', True),
        ('[data-kind="other"]{color:red;}', False),
        ('[data-kind^="other"]{color:red;}', True),  # only a whole value is compared
        ("[data-other]{color:red;}", False),
        ("[aria-label]{color:red;}", True),
        (".Main{color:red;}", False),  # a word of a sentence is not a name
        ("@media print{.menu{color:red;}}", True),
        ("@media print{.closed{color:red;}}", False),
        ("@font-face{font-family:x}", True),
    ],
)
def test_a_rule_is_kept_if_it_can_apply(rule: str, kept: bool) -> None:
    assert reduce_styles(rule, NAMES) == (rule if kept else "")


def test_of_a_list_the_selectors_that_can_apply_are_kept() -> None:
    assert reduce_styles(".closed,.menu, a.open{color:red;}", NAMES) == ".menu,a.open{color:red;}"


def test_a_variable_is_kept_if_it_is_used_here_or_elsewhere() -> None:
    css = ".menu{--a:1;--b:2;--c:var(--b);--d:3;color:var(--a);}"
    assert reduce_styles(css, NAMES) == ".menu{--a:1;color:var(--a);}"
    assert reduce_styles(css, NAMES, "p{width:var( --c, 2)}") == (
        ".menu{--a:1;--b:2;--c:var(--b);color:var(--a);}"
    )


OWN = """@layer page {
  [data-md-color-scheme] { --a: 1 }
  .menu > a, nav { color: blue; }
  @media (width < 45em) { .open { color: blue } }
}
@layer component { .open { color: blue } }"""


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (".menu>a{color:red;top:0;}", ".menu>a{top:0;}"),
        (".menu>a,nav{color:red;}", ""),
        (".menu>a,.open{color:red;}", ".menu>a,.open{color:red;}"),  # not for all elements
        (".menu>a{color:red!important;}", ".menu>a{color:red!important;}"),  # wins over later layers
        (".menu>a{--b:2;width:var(--b);color:red;}", ".menu>a{--b:2;width:var(--b);}"),
        (".open{color:red;}", ".open{color:red;}"),  # only in narrow windows, or not on every page
        (
            ":root{--a:2;--b:2;}nav{top:var(--a);left:var(--b);}",
            ":root{--b:2;}nav{top:var(--a);left:var(--b);}",
        ),
    ],
)
def test_what_the_styles_of_every_page_declare_themselves_is_left_out(rule: str, kept: str) -> None:
    assert reduce_styles(rule, NAMES, OWN) == kept


def test_an_animation_is_kept_if_it_is_used() -> None:
    css = "@keyframes a{to{color:red}}@keyframes b{to{color:red}}.menu{animation:1s a;}.closed{animation:b;}"
    assert reduce_styles(css, NAMES) == "@keyframes a{to{color:red}}.menu{animation:1s a;}"


def test_braces_and_semicolons_in_strings_are_not_syntax() -> None:
    css = """.menu{--a:url("data:image/svg+xml,<svg style='a:b;c{}'/>");mask:var(--a);}"""
    assert reduce_styles(css, NAMES) == css
