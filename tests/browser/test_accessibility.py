"""WCAG 2.2 AA as far as a program can tell: axe-core, reflow, text spacing, motion and colours."""

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.page_types import SAMPLES, Sample, type_of
from tests.html_pages import read_site

WIDTHS = (360, 1280)


@pytest.mark.parametrize("root", ["real_root", "built_example"])
def test_every_page_is_of_a_type_that_is_looked_at(
    root: str, request: pytest.FixtureRequest
) -> None:
    pages = read_site(request.getfixturevalue(root) / "site")
    assert [path for path in pages if type_of(path) is None] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_axe_finds_nothing(visit: Visit, sample: Sample, width: int) -> None:
    page = visit(sample, width)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = violations(page)
        assert not found, "\n".join(found)
