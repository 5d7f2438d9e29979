"""Rendering the sample issue in four languages, from content to bytes, beside npm mjml.

``content to bytes`` is the whole of ``render``: template, MJML, compiler, inlining, text part. The
ratio compares like with like: the same four MJML sources through mjml-python with css-inline, and
through npm mjml, in the same run.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measure import keep, median_ratio, medians, seconds
from workflow.issues.assemble import assemble
from workflow.issues.content import EditionContent
from workflow.issues.links import Links
from workflow.issues.models import Issue
from workflow.issues.render import inlined_css, mjml_source, render
from workflow.issues.rendering.mjml import compile_mjml
from workflow.issues.snapshot import snapshot

ROUNDS = 5
PEER = Path(__file__).with_name("mjml_peer.js")
NODE_MODULES = Path(__file__).resolve().parents[1] / "var" / "node"


def contents(slug: str) -> list[EditionContent]:
    """The sample issue in each of its languages."""
    issue = snapshot(Issue.objects.get(slug=slug))
    links = Links(base="https://newsletter.example")
    return [assemble(issue, language, links=links) for language in issue.languages]


def run(slug: str) -> None:
    """Take the figures, print them, keep them."""
    editions = contents(slug)
    sources = [mjml_source(edition) for edition in editions]
    css = [inlined_css((edition.language,)) for edition in editions]

    def compile_all() -> None:
        for source, rules in zip(sources, css, strict=True):
            compile_mjml(source, css=rules)

    def render_all() -> None:
        for edition in editions:
            render(edition)

    render_all()
    taken = medians(
        {
            "content to bytes": lambda: seconds(render_all, times=10),
            "MJML to HTML": lambda: seconds(compile_all, times=10),
        },
        rounds=ROUNDS,
    )
    figures = {name: sorted(values)[ROUNDS // 2] for name, values in taken.items()}
    sizes = {str(edition.language): render(edition).size for edition in editions}
    for name, value in figures.items():
        print(f"  {name}, four editions: {value * 1000:.1f} ms")
    print("  HTML bytes: " + ", ".join(f"{tag} {size:,}" for tag, size in sizes.items()))
    peer = npm_mjml(sources)
    ratio = median_ratio(taken["MJML to HTML"], peer) if peer else None
    if ratio:
        print(f"  npm mjml, same sources: {sorted(peer)[ROUNDS // 2] * 1000:.1f} ms, {ratio:.1f}x")
    else:
        print("  npm mjml: not measured (install Node.js and npm, then run make bench again)")
    keep("rendering", {"seconds": figures, "bytes": sizes, "npm": peer, "npm_ratio": ratio})


def npm_mjml(sources: list[str]) -> list[float]:
    """Seconds npm mjml takes for the same sources, one a round; empty without Node."""
    node = shutil.which("node")
    if node is None or not (NODE_MODULES / "node_modules" / "mjml").exists():
        return []
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, source in enumerate(sources):
            path = Path(folder) / f"{number}.mjml"
            path.write_text(source, encoding="utf-8")
            files.append(str(path))
        command = [node, str(PEER), str(NODE_MODULES), str(ROUNDS), *files]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(value) for value in json.loads(done.stdout)]
