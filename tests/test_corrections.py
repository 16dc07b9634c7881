"""The page about corrections and removal: it names who there is to write to, and nobody else."""

import re
from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.words.catalogue import load_words
from tests.building import TODAY
from tests.html_pages import HtmlPage, elements, text_of

WORDS = load_words("vi")
PAGE = "sua-doi/index.md"
REPOSITORY = "https://git.example.org/vung-mau"
CONTACT = "danh-ba@vung-mau.example"
NOBODY = WORDS("pages.corrections.nobody")
DEADLINE = WORDS("pages.corrections.removal.deadline")


def text_with(root: Path, *, operator: bool, repository: bool) -> str:
    """Return the page of a root whose settings name an operator, a repository, or neither."""
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    if not operator:
        text = re.sub(r"    operator:\n(      .*\n)+", "", text)
    if not repository:
        text = re.sub(r"^repo_url: .*\n", "", text, flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")
    directory, issues = pipeline.load_directory(root, TODAY)
    assert directory is not None, issues
    assert (directory.settings.scope.operator is not None) == operator
    files = pipeline.render_directory(directory, root, "vi")
    (page,) = [file for file in files if file.path == PAGE]
    return page.content.decode()


@pytest.mark.parametrize("operator", [True, False])
@pytest.mark.parametrize("repository", [True, False])
def test_it_names_who_there_is_and_invents_nobody(
    example_root: Path, *, operator: bool, repository: bool
) -> None:
    text = text_with(example_root, operator=operator, repository=repository)
    assert (CONTACT in text) == operator
    assert (REPOSITORY in text) == repository
    assert (NOBODY in text) == (not operator and not repository)
    assert (WORDS("pages.corrections.way.publisher") in text) == (not operator)
    reached = re.findall(r"[\w.+-]+@[\w.-]+\w|(?:tel|mailto):|https?://[^\s\"<]+", text)
    assert set(reached) <= ({CONTACT} if operator else set()) | (
        {REPOSITORY} if repository else set()
    )
    assert DEADLINE in text


def test_every_record_page_and_the_page_about_the_directory_lead_there(
    pages: dict[str, HtmlPage],
) -> None:
    records = [page for page in pages.values() if elements(page.root, css="record__side")]
    assert len(records) > 10
    for address, page in pages.items():
        if page in records or address in {"/gioi-thieu/", "/dong-gop/"}:
            links = [a for a in elements(page.article, "a") if page.addresses([a]) == ["/sua-doi/"]]
            assert [text_of(link) for link in links], address
