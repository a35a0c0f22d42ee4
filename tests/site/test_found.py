"""What search engines and shared links are told of a page, with and without the host's address."""

import re
import struct
import xml.etree.ElementTree as ElementTree
from types import SimpleNamespace

from bs4 import BeautifulSoup

from .parsed import parsed

HOST = "https://example.org/en/latest/"


def alt_texts(path):
    """What the figures of a page show, in words."""
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    return [panels["aria-label"] for panels in page.select("figure.drawing .panels")]


def test_every_page_of_text_has_a_title_and_a_description_of_its_own(site):
    seen = {}
    for folder in ("argument", "practice", "reference"):
        for path in (site / folder).glob("*.html"):
            meta, title = parsed(path).meta, parsed(path).title
            said = meta["og:title"], meta["og:description"]
            assert said not in seen.values(), path
            assert meta["og:description"] == meta["description"] and len(said[1]) > 20, path
            assert title.startswith(said[0]), path
            seen[path] = said


def test_without_the_host_s_address_none_is_given(site):
    page = parsed(site / "index.html")
    assert not page.canonical and "og:url" not in page.meta
    assert not (site / "sitemap.xml").exists()


def test_with_the_host_s_address_pages_say_where_they_stand(tmp_path, monkeypatch):
    from relu_site import found

    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", HOST)
    config = SimpleNamespace(html_baseurl="", html_title="t")
    found._configured(None, config)
    assert config.html_baseurl == HOST
    builder = SimpleNamespace(format="html", get_target_uri=lambda name: f"{name}.html")
    env = SimpleNamespace(found_docs={"index", "argument/the-flaw"})
    app = SimpleNamespace(config=config, builder=builder, env=env, outdir=tmp_path)
    assert found.address(app, "argument/the-flaw") == f"{HOST}argument/the-flaw.html"
    found._finish(app, None)
    tree = ElementTree.parse(tmp_path / "sitemap.xml")
    places = [place.text for place in tree.iter(re.sub("urlset", "loc", tree.getroot().tag))]
    assert places == [f"{HOST}argument/the-flaw.html", f"{HOST}index.html"]


def test_with_the_host_s_address_a_link_is_shared_with_the_page_s_first_figure(tmp_path, site):
    from relu_site import found

    notebooks = site.parent / "doctrees"  # where the build keeps the notebooks as they ran
    config = SimpleNamespace(html_baseurl=HOST, root_doc="index")
    app = SimpleNamespace(config=config, doctreedir=notebooks, outdir=tmp_path)
    for name, shown in (("argument/the-flaw", "argument-the-flaw"), ("reference/api", "index")):
        said = found._picture(app, name)
        assert said["og:image"] == f"{HOST}_images/cards/{shown}.png"
        assert said["og:image:alt"] == alt_texts(site / f"{shown.replace('-', '/', 1)}.html")[0]
        picture = (tmp_path / "_images" / "cards" / f"{shown}.png").read_bytes()
        assert picture.startswith(b"\x89PNG") and struct.unpack(">2I", picture[16:24]) == (
            1200,
            630,
        )
    config.html_baseurl = ""
    assert found._picture(app, "argument/the-flaw") == {}
