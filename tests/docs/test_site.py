"""The site as a reader has it: opened in a real browser from the file system and over HTTP, wide and narrow."""

import functools
import http.server
import json
import os
import re
import subprocess
import sys
import threading

import pytest

from tests.support.browser import Browser, chromium
from tests.support.client import ROOT, examples
from workshop.contract.tools import REDOCLY
from workshop.site import build, node, plain
from workshop.site.node import NotBuiltError
from workshop.site.reference import source

IN_BROWSER = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")
DESKTOP, PHONE = 1280, 390
SEARCH = "[...document.querySelectorAll('*')].find((each) => each.shadowRoot)?.shadowRoot"
RESULT = f"{SEARCH}?.querySelector('a[href*=\".html\"]')"
SCHEME = "document.body.getAttribute('data-md-color-scheme')"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of a site, and why it has no HTTP reference."""
    folder = tmp_path_factory.mktemp("docs")
    reason = build.build(folder, install=False)
    return folder, reason


@pytest.fixture(scope="module")
def files(built):
    return built[0] / "site"


@pytest.fixture(scope="module")
def url(files):
    """Where the site is served on this machine."""
    handler = functools.partial(Quiet, directory=str(files))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(10)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format, *arguments):
        pass


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    made = Browser(tmp_path_factory.mktemp("profile"))
    yield made
    made.close()


@pytest.fixture
def roots(files, url):
    """The two ways to a site, by name."""
    return {"file": files.as_uri(), "http": url}


def complaints(browser):
    """Errors and warnings of the console."""
    told = [each["entry"] for each in browser.of("Log.entryAdded")]
    thrown = [each["exceptionDetails"]["text"] for each in browser.of("Runtime.exceptionThrown")]
    spoken = [each["args"] for each in browser.of("Runtime.consoleAPICalled") if each["type"] in ("error", "warning")]
    return [each["text"] for each in told if each["level"] in ("error", "warning")] + thrown + spoken


def strangers(browser, roots):
    """Addresses that were asked for outside the site, which is the same in both places."""
    asked = [each["request"]["url"] for each in browser.of("Network.requestWillBeSent")]
    return [each for each in asked if not each.startswith((*roots.values(), "data:", "blob:", "about:"))]


# The builder


def test_every_page_is_built(files):
    """Each source has its page, with a title, and without a trace of a server elsewhere."""
    pages = [name for name in build.sources(source()) if name.endswith(".md")]
    assert len(pages) > 50
    for name in pages:
        page = (files / name).with_suffix(".html").read_text("utf-8")
        assert "<h1" in page
        assert "unpkg" not in page
        assert "offline.js" in page


def test_building_again_without_node_gives_the_same_site(built, tmp_path):
    """Byte for byte, also with another hash seed, but for the HTTP reference: its page says why it is not there."""
    path = os.pathsep.join(map(str, (ROOT, ROOT / "generated_client", ROOT / "packages")))
    done = subprocess.run(
        [sys.executable, "-m", "workshop.site.build", "--output", tmp_path / "out", "--no-install"],
        env={**os.environ, "PATH": str(tmp_path), "PYTHONHASHSEED": "1", "PYTHONPATH": path},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    reason = "because Node 20 or later is not on the search path"
    assert f"not built: the HTTP reference, {reason}" in done.stderr
    sources, others = (files_of(root / "docs") for root in (built[0], tmp_path / "out"))
    assert {**sources, "http.md": others["http.md"]} == others
    first, second = (files_of(root / "site") for root in (built[0], tmp_path / "out"))
    assert f"It was not built, {reason}" in second["http.html"].decode()
    assert build.HTTP not in second
    first.pop(build.HTTP, None)
    assert first.keys() == second.keys()
    differing = {name for name in first if first[name] != second[name]}
    assert differing <= {"http.html", "http.md", "search.js", "search.json"}
    assert searched(first) == searched(second)


def files_of(folder):
    """The content of each file in a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def searched(files):
    """What can be found on all pages but that of the HTTP reference."""
    items = json.loads(files["search.json"])["items"]
    found = [each for each in items if not each["location"].startswith("http.html")]
    assert len(found) > 50
    return found


@pytest.mark.parametrize(
    "element",
    [
        '<script src="https://cdn.example.com/a.js"></script>',
        "<img alt='' src='//cdn.example.com/a.png'>",
        '<link rel="stylesheet" href="https://fonts.example.com/css">',
        "<style>@import url('https://cdn.example.com/a.css');</style>",
    ],
)
def test_a_page_that_would_load_from_elsewhere_is_refused(tmp_path, element):
    """A link may lead elsewhere, what a page consists of may not."""
    worker = tmp_path / "assets" / "javascripts" / "workers" / "search.1.js"
    worker.parent.mkdir(parents=True)
    worker.write_text('"use strict"; // </script>\n')
    page = tmp_path / "a.html"
    page.write_text('<a href="https://example.com">x</a>' + element)
    with pytest.raises(build.BuildError, match=r"a\.html would load"):
        build._take_home(tmp_path, {})


def test_a_link_that_leads_nowhere_stops_the_build(tmp_path):
    """With its place."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.html").write_text('\n<a href="b.html">')
    with pytest.raises(build.BuildError, match=r"a\.html:2: b\.html leads to no file"):
        build._check_links(tmp_path)


def test_redocly_is_had_or_the_reason_is_told(tmp_path, monkeypatch):
    """When npm fails, its reason is told and the folder is gone; it is not asked without leave; Redocly may fail."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    node_text = 'case "$1" in --version) echo v22.0.0;; *) echo "error: no such thing" >&2; exit 3;; esac'
    for name, script in (("npm", "echo 'npm error E404 no such package' >&2; exit 1"), ("node", node_text)):
        (bin_ / name).write_text(f"#!/bin/sh\n{script}\n")
        (bin_ / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_}:/bin:/usr/bin")
    folder = tmp_path / "redocly"

    def because(*, install):
        with pytest.raises(NotBuiltError) as caught:
            node.http_reference(tmp_path / "openapi.json", tmp_path / "out.html", folder, install=install)
        return str(caught.value)

    assert f"{REDOCLY[0]} {REDOCLY[1]} is not in redocly" == because(install=False)
    assert f"npm can't install {REDOCLY[0]} (npm error E404 no such package)" == because(install=True)
    assert not folder.exists()
    program = folder / "node_modules" / REDOCLY[0] / REDOCLY[2]
    program.parent.mkdir(parents=True)
    program.write_text("")
    (folder / "ready").touch()
    assert "Redocly failed: error: no such thing" == because(install=False)


def test_what_the_builder_refuses_is_told(tmp_path, monkeypatch, capsys):
    """One message, and a code."""
    monkeypatch.setattr(build, "navigation", lambda *_: [{"Gone": {"no": "list"}}])
    assert 1 == build.main(["--output", str(tmp_path), "--no-install"])
    assert "error: The builder refused" in capsys.readouterr().err


# The browser


def opens_cleanly(browser, roots, way, page):
    """Nothing to complain of, no request leaves the site, and nothing sticks out, on a desktop and on a phone."""
    browser.open(f"{roots[way]}/{page}", width=DESKTOP)
    assert browser.run("document.documentElement.scrollWidth") <= DESKTOP, page
    browser.resize(PHONE, 844, mobile=True)
    assert browser.run("document.documentElement.scrollWidth") <= PHONE, page
    assert complaints(browser) == [], page
    assert strangers(browser, roots) == [], page


# What a page has of its own: its title, its neighbours, and all of its body but the scripts at its end.
OWN = re.compile(
    r'<title>.*?</title>|<link rel="(?:prev|next)"[^>]*>\s*'
    r'|(?<=<body)(?P<attributes>[^>]*>)(?P<shown>.*?)(?=<script id="__config")',
    re.S,
)
# How wide the page is with each of several bodies, once its pictures are there.
WIDTHS = """(async (bodies) => {
    const widths = [];
    for (const body of bodies) {
        document.body.innerHTML = body;
        const missing = [...document.images].filter((each) => !each.complete);
        await Promise.all(missing.map((each) => new Promise((done) => { each.onload = each.onerror = done; })));
        widths.push(document.documentElement.scrollWidth);
    }
    return widths;
})"""


def alike(pages):
    """Pages with what they show, in lists of those in one folder that are the same in what is not their own."""
    found = {}
    for page in pages:
        text = page.read_text("utf-8")
        shown = [each["shown"] for each in OWN.finditer(text) if each["shown"]]
        rest = OWN.sub(lambda each: each["attributes"] or "", text)
        found.setdefault((page.parent, " ".join(rest.split())), []).append((page, "".join(shown)))
    return found.values()


@IN_BROWSER
def test_every_page_opens_as_a_file(browser, files, roots):
    """Without a server. Of pages with the same scripts and styles one is loaded, and then shows the others in turn."""
    pages = sorted(files.rglob("*.html"))
    assert len(pages) > 50
    for (first, _), *others in alike(pages):
        opens_cleanly(browser, roots, "file", first.relative_to(files).as_posix())
        for width in (PHONE, DESKTOP):
            browser.resize(width, 900, mobile=width == PHONE)
            widths = browser.run(f"{WIDTHS}({json.dumps([shown for _, shown in others])})")
            wide = [page.name for (page, _), found in zip(others, widths, strict=True) if found > width]
            assert wide == [], f"sticks out at {width}"
        assert complaints(browser) == [], first
        assert strangers(browser, roots) == [], first


@IN_BROWSER
@pytest.mark.parametrize("page", ["index.html", "mock.html", "guide/errors.html", "reference/bookings.html"])
def test_pages_open_over_http(browser, roots, page):
    """One of each kind; they are the same files."""
    opens_cleanly(browser, roots, "http", page)


@IN_BROWSER
@pytest.mark.parametrize("way", ["file", "http"])
def test_search_finds_an_operation(browser, roots, way):
    """Its name is typed, it comes first, and following it leads to its place."""
    browser.open(f"{roots[way]}/guide/install.html")
    browser.run("document.querySelector('.md-search__button').click()")
    browser.wait(f"{SEARCH}?.activeElement?.tagName === 'INPUT'")
    browser.ask("Input.insertText", text="bookings.reassign_to")
    browser.wait(f"{RESULT}?.href.endsWith('#reassign_to')")
    browser.run(f"{RESULT}.click()")
    browser.wait("location.pathname.endsWith('/reference/bookings.html') && location.hash === '#reassign_to'")
    assert complaints(browser) == []
    assert strangers(browser, roots) == []


@IN_BROWSER
def test_dark_mode_follows_the_system_and_can_be_chosen(browser, url):
    """Dark where the system is; a click chooses, and the choice is remembered."""
    for dark, scheme in ((True, "slate"), (False, "default")):
        browser.open(f"{url}/index.html", dark=dark)
        browser.wait(f"{SCHEME} === '{scheme}'")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = browser.run(ground)
    for _ in range(3):
        if browser.run(SCHEME) == "slate":
            break
        browser.run("[...document.querySelectorAll('label[for^=__palette]')].find((each) => !each.hidden).click()")
    browser.wait(f"{SCHEME} === 'slate'")
    assert light != browser.run(ground)
    browser.open(f"{url}/reference/bookings.html")
    browser.wait(f"{SCHEME} === 'slate'")


@IN_BROWSER
@pytest.mark.parametrize("way", ["file", "http"])
def test_a_page_can_be_copied_as_markdown(browser, files, roots, way):
    """The button copies what lies beside the page, and the link leads there."""
    browser.open(f"{roots[way]}/guide/errors.html")
    browser.run("document.execCommand = () => { window.copied = document.activeElement.value; }")
    browser.run("Object.defineProperty(navigator, 'clipboard', {value: {writeText: async () => { throw 1; }}})")
    browser.run("document.querySelector('.page-source button').click()")
    assert (files / "guide" / "errors.md").read_text("utf-8") == browser.wait("window.copied")
    browser.wait("document.querySelector('.page-source button').textContent === 'Copied'")
    assert browser.run("document.querySelector('.page-source a').href") == f"{roots[way]}/guide/errors.md"
    assert complaints(browser) == []


def test_every_page_is_there_as_markdown_and_listed(files):
    """In the order of the navigation, with what it begins with; what is looked up is in no file of all."""
    listed = (files / "llms.txt").read_text("utf-8")
    names = re.findall(r"^- \[[^\]]+\]\(([\w./-]+)\)", listed, re.M)
    pages = sorted(path.relative_to(files).with_suffix(".md").as_posix() for path in files.rglob("*.html"))
    assert sorted(names) == [page for page in pages if page != "http-reference.md"]
    assert all((files / name).read_text("utf-8").lstrip().startswith(("# ", "<!--")) for name in names)
    assert "\n## Guide\n\n- [First booking](guide/booking.md): Three calls" in listed
    whole = (files / "llms-full.txt").read_text("utf-8")
    assert (files / "guide" / "errors.md").read_text("utf-8").strip() in whole
    assert "<!-- reference/bookings.md -->" not in whole


def test_what_a_page_holds_can_run_no_script():
    """A page may speak of scripts."""
    element = plain.held("guide/a.md", b"</script><script>alert(1)</script>")
    assert element.count("<") == 2
    assert 'data-address="a.md"' in element


@IN_BROWSER
def test_tabs_show_one_example_at_a_time(browser, url):
    """Python first; a click on curl shows curl, there and on the next page."""
    browser.open(f"{url}/reference/slots.html")
    shown = "[...document.querySelectorAll('.tabbed-block')].filter((each) => each.offsetParent)[0].innerText"
    assert "from toolzz_cal import Client" in browser.run(shown)
    browser.run(
        "[...document.querySelectorAll('.tabbed-labels label')].find((each) => each.innerText === 'curl').click()"
    )
    browser.wait(f"{shown}.startsWith('curl')")
    browser.open(f"{url}/reference/me.html")
    browser.wait(f"{shown}.startsWith('curl')")


@IN_BROWSER
def test_the_http_reference_is_whole(browser, built, roots):
    """It holds every operation and can be read without any server."""
    if built[1]:
        pytest.skip(f"the HTTP reference was not built, because {built[1]}")
    browser.open(f"{roots['file']}/{build.HTTP}")
    content = (built[0] / "site" / build.HTTP).read_text("utf-8")
    assert [each.name for each in examples() if f'"operationId":"{each.name}"' not in content] == []
    browser.wait("document.body.innerText.includes('Meetings that attendees have booked')")
    assert complaints(browser) == []
    assert strangers(browser, roots) == []
