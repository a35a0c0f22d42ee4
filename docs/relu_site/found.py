"""What search engines and shared links are told: a canonical address, a site map, a card.

The addresses exist where the host gives its own, as Read the Docs does; without it a page says
nothing of where it stands.
"""

import base64
import json
import os
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from .pages import kept_notebook, summary

CARDS = "_images/cards"
"""The folder of the pictures that links are shared with."""


def _configured(app, config):
    """Take the host's address; Sphinx then writes a canonical link into every page."""
    if not config.html_baseurl:
        config.html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")


def address(app, docname):
    """The address of a page, or an empty text where the host gives none."""
    base = app.config.html_baseurl
    return urljoin(base, app.builder.get_target_uri(docname)) if base else ""


def _first_figure(app, docname):
    """The first figure of a page as it ran: a PNG picture, and what it shows; None without one."""
    path = kept_notebook(app.doctreedir, docname)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"] if path.is_file() else []
    for output in (output for cell in cells for output in cell.get("outputs", [])):
        if "card" in output.get("metadata", {}):
            shows = "".join(output["data"]["text/plain"]).partition("\n")[0]
            return base64.b64decode(output["metadata"]["card"]), shows
    return None


def _picture(app, docname):
    """What a card says of its picture: the page's first figure, else that of the first page."""
    names = (docname, app.config.root_doc) if app.config.html_baseurl else ()
    found = ((name, _first_figure(app, name)) for name in names)
    name, figure = next((both for both in found if both[1]), ("", None))
    if figure is None:
        return {}
    place = f"{CARDS}/{name.replace('/', '-')}.png"
    path = Path(app.outdir, place)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(figure[0])
    return {"og:image": urljoin(app.config.html_baseurl, place), "og:image:alt": figure[1]}


def _page_context(app, pagename, templatename, context, doctree):
    if doctree is None or app.builder.format != "html":
        return
    card = {
        "og:type": "article",
        "og:site_name": app.config.html_title,
        "og:title": app.env.titles[pagename].astext(),
        "og:description": summary(doctree),
        "og:url": address(app, pagename),
        **_picture(app, pagename),
    }
    context["metatags"] += "".join(
        f'<meta property="{name}" content="{escape(words)}">'
        for name, words in card.items()
        if words
    )
    if "og:image" in card:  # as wide as the words below it
        context["metatags"] += '<meta name="twitter:card" content="summary_large_image">'


def _finish(app, error):
    if error or app.builder.format != "html" or not app.config.html_baseurl:
        return
    places = (address(app, name) for name in sorted(app.env.found_docs))
    lines = [f"<url><loc>{escape(place)}</loc></url>" for place in places]
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', opening, *lines, "</urlset>"])
    Path(app.outdir, "sitemap.xml").write_text(text + "\n", encoding="utf-8")


def setup(app):
    """Write the site map when all pages stand."""
    app.connect("config-inited", _configured)
    app.connect("html-page-context", _page_context, priority=910)  # after the description
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
