"""What is left out of the files of a site, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.build.shrink import shrink_page, shrink_script, shrink_site, shrink_style
from edition.model.errors import EditionError

HEAD = """<style>@layer theme, page, component, print;</style>
<style>@import url("{up}assets/stylesheets/main.0a.min.css") layer(theme);</style>
  <style>@import url("{up}assets/stylesheets/palette.0b.min.css") layer(theme);</style>
<link rel="stylesheet" href="{up}assets/styles/page.css">
"""


def test_indentation_is_left_out_around_the_article_only() -> None:
    html = "<body>\n\n    <nav>\n  a b\n</nav>\n<article>\n<pre>\n\n  x\n</pre></article>\n\n  <p>\n"
    assert shrink_page(html) == "<body>\n<nav>\na b\n</nav>\n<article>\n<pre>\n\n  x\n</pre></article>\n<p>\n"


def test_pictures_around_the_article_need_no_namespace() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
    assert shrink_page(f"{svg}<article>{svg}</article>") == (
        f'<svg viewBox="0 0 1 1"></svg><article>{svg}</article>'
    )


def test_a_page_without_article_keeps_its_words() -> None:
    assert shrink_page("<p>a\n   b</p>") == "<p>a\nb</p>"


def test_links_back_without_text_are_left_out() -> None:
    back = '<a class="back" href="#fnref:1">↑</a>'
    empty = '&#160;<a class="footnote-backref" href="#fnref:1" title="Jump back"></a>'
    full = '&#160;<a class="footnote-backref" href="#fnref:1">↩</a>'
    assert shrink_page(f"<article><p>{back}{empty}{full}</p></article>") == (
        f"<article><p>{back}{full}</p></article>"
    )


def test_a_stylesheet_loses_comments_and_indentation() -> None:
    css = '/* a\n b */\n\n@layer page {\n  a::before {\n    content: "/* b */"; /* c */\n  }\n}\n'
    assert shrink_style(css) == '@layer page{a::before{content:"/* b */"}}\n'


def test_space_that_divides_is_kept_in_a_stylesheet() -> None:
    css = """p :hover, nav > a {
  --gap: 1px;
  margin: 0 calc(1em + 2px);
  grid-template:
    "a b"
    "c d";
  content: "a { b: c; }";
}
"""
    assert shrink_style(css) == (
        "p :hover,nav > a{--gap: 1px;margin:0 calc(1em + 2px);"
        """grid-template:"a b"\n    "c d";content:"a { b: c; }"}\n"""
    )


def test_a_script_loses_comments_and_indentation() -> None:
    script = (
        "// @ts-check\n/* a\n   b */\n(() => {\n  // c\n  /** @type {D} */\n  let d = /** @type {E} */ (f);\n"
        '  g("http://h"); // i\n  const j = k / l / m;\n})();\n'
    )
    assert shrink_script(script) == (
        '(() => {\nlet d = (f);\ng("http://h"); // i\nconst j = k / l / m;\n})();\n'
    )


def _site(root: Path) -> Path:
    files = {
        "index.html": HEAD.format(up="") + '<p class="a">',
        "b/index.html": HEAD.format(up="../") + '<p class="b">',
        "old.html": "<p>",
        "assets/stylesheets/main.0a.min.css": '@charset "UTF-8";.a{color:red}.c{color:red}',
        "assets/stylesheets/palette.0b.min.css": ".b{color:red}",
        "assets/javascripts/bundle.js": "x",
        "assets/styles/page.css": "@layer page {\n  p { color: blue }\n}\n",
        "assets/scripts/page.js": "// a\nb();\n",
        "assets/scripts/vendor/other.js": "// licence\nd();\n",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_the_theme_is_at_the_head_of_the_stylesheet_of_every_page(tmp_path: Path) -> None:
    site = _site(tmp_path)
    shrink_site(site)
    assert (site / "assets/styles/page.css").read_text(encoding="utf-8") == (
        "@layer theme, page, component, print;\n@layer theme{.a{color:red}.b{color:red}}\n"
        "@layer page{p{color:blue}}\n"
    )
    for page, up in (("index.html", ""), ("b/index.html", "../")):
        html = (site / page).read_text(encoding="utf-8")
        assert html.startswith(f'<link rel="stylesheet" href="{up}assets/styles/page.css">\n<p class=')
    assert sorted(path.name for path in (site / "assets").iterdir()) == ["scripts", "styles"]


def test_works_by_others_are_unchanged(tmp_path: Path) -> None:
    site = _site(tmp_path)
    shrink_site(site)
    assert (site / "assets/scripts/page.js").read_text(encoding="utf-8") == "b();\n"
    assert (site / "assets/scripts/vendor/other.js").read_text(encoding="utf-8") == "// licence\nd();\n"


def test_pages_that_import_other_stylesheets_keep_them(tmp_path: Path) -> None:
    """Templates may give a page more or less of the theme than others have."""
    site = _site(tmp_path)
    page = site / "b/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("palette.0b", "other.0c"), encoding="utf-8")
    shrink_site(site)
    assert "assets/stylesheets/main.0a.min.css" in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "assets/stylesheets/main.0a.min.css").is_file()


def test_the_scripts_of_every_page_are_one(tmp_path: Path) -> None:
    """In their order; what a page says to one of them is said to all."""
    site = _site(tmp_path)
    tags = [
        '<script defer src="../assets/scripts/edition.js"></script>',
        '<script defer src="../assets/scripts/page.js" data-later="a b"></script>',
        '<script defer src="../assets/scripts/frame.js"></script>',
        '<script defer src="../assets/scripts/other.js"></script>',
    ]
    (site / "b/index.html").write_text("\n  ".join(tags), encoding="utf-8")
    for name in ("edition", "page", "frame"):
        (site / f"assets/scripts/{name}.js").write_text(f"{name}();\n", encoding="utf-8")
    shrink_site(site)
    assert (site / "b/index.html").read_text(encoding="utf-8").splitlines() == [
        '<script defer src="../assets/scripts/common.js" data-later="a b"></script>',
        tags[3],
    ]
    common = (site / "assets/scripts/common.js").read_text(encoding="utf-8")
    assert common == "edition();\npage();\nframe();\n"
    assert not (site / "assets/scripts/edition.js").exists()


def test_stylesheets_one_after_the_other_are_one(tmp_path: Path) -> None:
    site = _site(tmp_path)
    links = "".join(
        f'<link rel="stylesheet" href="../assets/styles/{name}.css">\n' for name in ("one", "two")
    )
    (site / "b/index.html").write_text(links + "<p>", encoding="utf-8")
    for name in ("one", "two"):
        (site / f"assets/styles/{name}.css").write_text(f"{name} {{}}\n", encoding="utf-8")
    shrink_site(site)
    html = (site / "b/index.html").read_text(encoding="utf-8")
    assert html == '<link rel="stylesheet" href="../assets/styles/one-two.css">\n<p>'
    assert (site / "assets/styles/one-two.css").read_text(encoding="utf-8") == "one{}\ntwo{}\n"
    assert not (site / "assets/styles/one.css").exists()


def test_a_part_that_another_page_has_by_itself_stays(tmp_path: Path) -> None:
    site = _site(tmp_path)
    links = [f'<link rel="stylesheet" href="../assets/styles/{name}.css">\n' for name in ("one", "two")]
    (site / "b/index.html").write_text("".join(links), encoding="utf-8")
    (site / "old.html").write_text(links[0].replace("../", ""), encoding="utf-8")
    for name in ("one", "two"):
        (site / f"assets/styles/{name}.css").write_text(f"{name} {{}}\n", encoding="utf-8")
    shrink_site(site)
    assert (site / "assets/styles/one.css").is_file()
    assert not (site / "assets/styles/two.css").exists()


def test_what_the_theme_has_for_itself_is_left_out(tmp_path: Path) -> None:
    """Its scripts, the words of other languages, source maps, and its picture unless a page shows it."""
    site = _site(tmp_path)
    page = site / "b/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("palette.0b", "other.0c"), encoding="utf-8")
    extra = ("javascripts/lunr/min/lunr.de.min.js", "stylesheets/main.0a.min.css.map", "images/favicon.png")
    for name in extra:
        (site / "assets" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "assets" / name).write_text("x", encoding="utf-8")
    shrink_site(site)
    assert not [name for name in extra if (site / "assets" / name).exists()]
    assert (site / "assets/stylesheets/main.0a.min.css").is_file()


def test_scripts_of_the_theme_stay_where_a_page_has_them(tmp_path: Path) -> None:
    """An edition without the templates has the look and the scripts of the theme."""
    site = _site(tmp_path)
    (site / "old.html").write_text('<script src="assets/javascripts/bundle.js"></script>', encoding="utf-8")
    (site / "assets/javascripts/bundle.js.map").write_text("x", encoding="utf-8")
    shrink_site(site)
    assert (site / "assets/javascripts/bundle.js").is_file()
    assert not (site / "assets/javascripts/bundle.js.map").exists()


@pytest.mark.parametrize("file", ["old/page.html", "assets/styles/own.css", "assets/scripts/own.js"])
def test_an_editors_file_in_another_encoding_is_reported(tmp_path: Path, file: str) -> None:
    copied = _site(tmp_path) / file
    copied.parent.mkdir(exist_ok=True)
    copied.write_bytes("<p>Übersicht".encode("latin-1"))
    with pytest.raises(EditionError) as error:
        shrink_site(tmp_path)
    assert str(error.value) == f"docs/{file}: is not UTF-8. Save it as UTF-8"
