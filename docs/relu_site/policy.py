"""Every page says what it may load: its own site's files, and the theme's one line of script.

The policy stands in the page, since a host's headers are not ours and a folder has none.  The
hash of a line is computed from the page as it was written, so that a new theme needs no care.
"""

import base64
import hashlib
import re
from pathlib import Path

POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)
META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
HEAD = '<meta charset="utf-8">'
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def with_policy(page):
    """Return the HTML of a page with its policy behind the line that names its encoding."""
    if META.partition(" content")[0] in page:
        return page
    digests = {hashlib.sha256(line.encode()).digest() for line in INLINE.findall(page)}
    hashes = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in sorted(digests))
    meta = META.format(policy=POLICY.format(hashes=hashes))
    return page.replace(HEAD, HEAD + meta, 1)


def _finish(app, error):
    if error or app.builder.format != "html":
        return
    for path in Path(app.outdir).rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        if (written := with_policy(page)) != page:
            path.write_text(written, encoding="utf-8")


def setup(app):
    """Write the policies when all pages stand."""
    app.connect("build-finished", _finish, priority=960)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
