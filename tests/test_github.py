"""What GitHub reads: workflows, forms and owners, valid and with no more rights than they need."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.cli import COMMANDS
from tests.building import ROOT
from tests.hostile_texts import TEXTS
from tools.quote_summary import MOST_BYTES, comment_body

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
EVERY_WORKFLOW = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
RUN = "https://github.example/runs/1"


def read(path: Path) -> Any:  # noqa: ANN401
    # `on` would be read as a truth value.
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_a_file_is_what_github_expects(schema: str, files: list[Path]) -> None:
    assert files
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        schema,
        *map(str, files),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@EVERY_WORKFLOW
def test_a_workflow_may_only_read_unless_a_job_says_otherwise(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] in ({"contents": "read"}, {})
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert "timeout-minutes" in job
        assert "write-all" not in str(job.get("permissions"))


def test_a_proposal_is_checked_without_rights_or_secrets() -> None:
    text = (GITHUB / "workflows/check.yml").read_text(encoding="utf-8")
    assert "write" not in text
    assert "secrets." not in text
    assert "github.token" not in text


@EVERY_WORKFLOW
def test_no_checkout_leaves_its_key_behind(path: Path) -> None:
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@EVERY_WORKFLOW
def test_a_command_holds_no_text_of_a_stranger(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@EVERY_WORKFLOW
def test_every_action_is_one_of_github_s_own_and_pinned(path: Path) -> None:
    for step in steps(path):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])


@EVERY_WORKFLOW
def test_every_command_of_ours_exists(path: Path) -> None:
    text = "\n".join(step.get("run", "") for step in steps(path))
    assert set(re.findall(r"site-builder ([a-z]+)", text)) <= set(COMMANDS)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([\w./-]+)", text):
        assert re.search(rf"^{re.escape(target)}:|^\.PHONY:.* {target}\b", makefile, re.MULTILINE)


def test_the_comment_waits_for_the_check_by_its_name() -> None:
    check, comment = (read(GITHUB / f"workflows/{name}.yml") for name in ("check", "comment"))
    assert comment["on"]["workflow_run"]["workflows"] == [check["name"]]
    assert (ROOT / "tools/quote_summary.py").is_file()


def test_the_site_is_published_daily_and_one_at_a_time() -> None:
    publish = read(GITHUB / "workflows/publish.yml")
    assert len(publish["on"]["schedule"]) == 1
    assert publish["concurrency"]["cancel-in-progress"] == "false"
    assert publish["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_the_links_are_checked_weekly_and_beside_proposals() -> None:
    links = read(GITHUB / "workflows/links.yml")
    assert set(links["on"]) == {"schedule", "workflow_dispatch"}
    assert len(links["on"]["schedule"]) == 1
    assert links["jobs"]["links"]["permissions"] == {"contents": "read", "issues": "write"}


# The comment: whatever the run of a stranger left is text


@pytest.mark.parametrize("text", [*TEXTS, "```\n@x\n```", "~~~\n````\n![x](https://x.example)"])
def test_a_summary_cannot_leave_its_fence(text: str) -> None:
    head, _, rest = comment_body(f"a\n{text}".encode(errors="surrogatepass"), RUN).partition(
        "```text\n"
    )
    assert head.count("\n") == 2
    assert rest.endswith("\n```\n")
    assert "```" not in rest.removesuffix("```\n")


def test_what_the_run_left_is_no_link_when_it_is_read(tmp_path: Path) -> None:
    steps = read(GITHUB / "workflows/comment.yml")["jobs"]["comment"]["steps"]
    guard = steps[-1]["run"].splitlines()[1]
    summary = tmp_path / "untrusted" / "changes.md"
    summary.parent.mkdir()
    told = []
    for make in (
        lambda: None,
        lambda: summary.symlink_to(__file__),
        lambda: summary.write_text(""),
    ):
        summary.unlink(missing_ok=True)
        make()
        command = ["bash", "-ec", f"{guard}\necho told"]
        told.append(subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout)
    assert told == [b"", b"", b"told\n"]


def test_a_summary_is_cut_and_bytes_are_no_fault() -> None:
    body = comment_body(b"\xff\x00" + "ạ".encode() * MOST_BYTES, RUN)
    assert len(body) < 65_536
    assert body.endswith("\n…\n```\n")


# Forms, template, owners


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_sources_and_interest_and_no_person(path: Path) -> None:
    fields = {field["id"]: field for field in read(path)["body"] if "id" in field}
    assert {"source", "interest", "promise"} <= fields.keys()
    assert "Đừng ghi họ tên" in path.read_text(encoding="utf-8")
    labels = " ".join(field["attributes"]["label"] for field in fields.values()).casefold()
    assert not re.search("họ tên|điện thoại|thư điện tử|số nhà", labels)


def test_the_template_has_its_lines_and_the_owners_name_nobody() -> None:
    template = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert "**Nguồn**" in template
    assert "**Liên quan**" in template
    owners = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") for line in owners)
    for path in re.findall(r"^#/(\S+)", "\n".join(owners), re.MULTILINE):
        assert (ROOT / path).exists()
