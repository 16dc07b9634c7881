"""Single pages of records that no site shows yet, each made when it is first asked for."""

import threading
from collections.abc import Sequence

from site_builder.publish.faults import PublishError
from site_builder.publish.mkdocs import build_page
from site_builder.publish.parts import Edition
from site_builder.render.editions import edition_site
from site_builder.render.environment import Site, render_page
from site_builder.render.site import find_page

INDEX = "index.html"
# What MkDocs complains of is collected in one place.
ONE_AT_A_TIME = threading.Lock()


class Drafts:
    """The pages of a site as a whole build would publish them.

    A class because the servers of all pages share what was made, and the site of each edition.
    """

    def __init__(self, original: Site, editions: Sequence[Edition]) -> None:
        self._original = original
        self._editions = editions
        self._sites: dict[str, Site] = {}
        self._pages: dict[str, bytes | None] = {}

    def read(self, path: str) -> bytes | None:
        """Return the page at a path in the site; none where it is not made of records alone.

        What MkDocs complains of gives none either: the whole build will tell.
        """
        with ONE_AT_A_TIME:
            if path not in self._pages:
                try:
                    self._pages[path] = self._made(path)
                except PublishError:
                    self._pages[path] = None
            return self._pages[path]

    def _made(self, path: str) -> bytes | None:
        edition = next(e for e in reversed(self._editions) if path.startswith(e.address("")))
        inside = path.removeprefix(edition.address(""))
        if not f"/{inside}".endswith(f"/{INDEX}"):
            return None
        if edition.name not in self._sites:
            self._sites[edition.name] = edition_site(self._original, edition.name)
        site = self._sites[edition.name]
        page = find_page(site, f"/{inside.removesuffix(INDEX)}")
        if page is None:
            return None
        return build_page(edition.config, render_page(site, page), site.directory.today)
