"""The tile proxy: one host, bounded zooms and area, a bounded folder, and an answer whatever the server does."""

import http.server
import threading
import time
from contextlib import contextmanager

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.tiles import fetch, views
from maps.tiles.area import MAX_ZOOM, MIN_ZOOM, find_edges, is_within
from maps.tiles.source import parse_tiles
from maps.tiles.store import TileStore
from tests import factories

PNG = b"\x89PNG\r\n\x1a\n" + b"tile"
HAGUE = (4.19, 52.01, 4.43, 52.14)
TILE = "/-/tiles/12/2097/1352"  # The Hague


class TileServer(http.server.BaseHTTPRequestHandler):
    """Answers with what the test says, and notes what was asked; each byte of the first line comes after `pause` seconds."""

    pause = 0.0
    answer: tuple[int, dict, bytes] = (200, {}, PNG)
    asked: list[str] = []

    def do_GET(self):
        """Note the path and answer."""
        TileServer.asked.append(self.path)
        status, headers, body = TileServer.answer
        for byte in b"HTTP/1.1 200" if TileServer.pause else b"":
            time.sleep(TileServer.pause)
            self.wfile.write(bytes([byte]))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def serve():
    TileServer.answer, TileServer.asked, TileServer.pause = (200, {}, PNG), [], 0.0  # whatever a test before let it say
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), TileServer)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def tiles(home, settings, tmp_path):
    """A site in The Hague with a tile server."""
    factories.PlaceFactory(name="Den Haag", slug="den-haag", level="city", latitude="52.08", longitude="4.31")
    fetch._silent_until.clear()
    fetch._missing_until.clear()
    with serve() as port:
        settings.MAP_TILES = parse_tiles(f"http://127.0.0.1:{port}/tiles/{{z}}/{{x}}/{{y}}.png?set=grey")
        settings.VAR_DIR = tmp_path
        yield TileServer
    views.open_store.cache_clear()


def test_tile_is_fetched_once_and_kept(tiles, client):
    for _time in range(2):
        response = client.get(TILE)
        assert (response.status_code, response.content, response["Content-Type"]) == (200, PNG, "image/png")
    assert tiles.asked == ["/tiles/12/2097/1352.png?set=grey"]
    assert response["Cache-Control"] == "public, max-age=604800" and not response.cookies


@pytest.mark.parametrize(
    "path", ["/-/tiles/19/0/0", "/-/tiles/6/32/21", "/-/tiles/12/0/0", "/-/tiles/12/5000/1352", "/-/tiles/99999999999/1/1", "/-/tiles/12/-1/3/", "/-/tiles/a/b/c/"]
)  # fmt: skip
def test_other_squares_are_not_asked(tiles, client, path):
    assert client.get(path).status_code == 404
    assert tiles.asked == []


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ((404, {}, b""), 404),
        ((302, {"Location": "/elders"}, b""), 404),
        ((200, {"Content-Type": "image/png"}, b"<script>zqx()</script>"), 404),
        ((200, {}, PNG + b"x" * fetch.MAX_BYTES), 404),
        ((500, {}, PNG), 503),
    ],
)
def test_what_is_no_tile_is_not_passed_on(tiles, client, answer, status):
    tiles.answer = answer
    assert [client.get(TILE).status_code for _time in range(2)] == [status] * 2
    assert len(tiles.asked) == 1  # neither a silent server nor a missing tile is asked again soon
    assert list(views.open_store(views.Path(views.settings.VAR_DIR) / views.FOLDER).folder.rglob("*")) == []


def test_silent_server_is_left_alone_and_old_tiles_serve(tiles, client, monkeypatch):
    assert client.get(TILE).status_code == 200
    monkeypatch.setattr("maps.tiles.store.KEEP_SECONDS", -1)
    tiles.answer = (500, {}, b"")
    assert [client.get(TILE).content for _time in range(3)] == [PNG] * 3
    assert len(tiles.asked) == 2
    assert client.get("/-/tiles/12/2098/1352").status_code == 503
    assert len(tiles.asked) == 2


def test_slow_server_is_waited_for_once_and_not_long(tiles, monkeypatch):
    monkeypatch.setattr(fetch, "DEADLINE", 0.6)
    tiles.pause = 0.3
    begun = time.monotonic()
    with pytest.raises(fetch.SilentServerError):
        fetch.fetch_tile(views.settings.MAP_TILES, 12, 2097, 1352)
    assert time.monotonic() - begun < 1.2
    assert fetch.DEADLINE < 2


def test_nobody_waits_for_a_turn(tiles):
    for _place in range(fetch.AT_ONCE):
        assert fetch._places.acquire(timeout=10)  # a fetch that nobody waits for any more may still have one
    try:
        begun = time.monotonic()
        with pytest.raises(fetch.SilentServerError):
            fetch.fetch_tile(views.settings.MAP_TILES, 12, 2097, 1352)
        assert time.monotonic() - begun < 0.5 and tiles.asked == []
    finally:
        fetch._places.release(fetch.AT_ONCE)
    assert fetch.fetch_tile(views.settings.MAP_TILES, 12, 2097, 1352) == PNG


def test_without_the_setting_there_are_no_tiles(home, client):
    assert client.get(TILE).status_code == 404
    assert 'data-tiles=""' in client.get("/kaart/").text


def test_page_names_the_background(tiles, client, settings):
    settings.MAP_TILES_CREDIT = "Kadaster"
    text = client.get("/kaart/").text
    assert 'data-tiles="/-/tiles/"' in text and "Ondergrond: Kadaster" in text


@pytest.mark.parametrize(
    "address",
    [
        "https://tiles.example/{z}/{x}.png", "https://{z}.example/{x}/{y}", "ftp://tiles.example/{z}/{x}/{y}", "http://tiles.example/{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}/{y}/{s}", "https://me:secret@tiles.example/{z}/{x}/{y}", "https:///{z}/{x}/{y}", "https://tiles.example/{z}/{x}/{y}#a",
        "https://tiles.example/{z}/{x}/{y}\n", "https://tiles.example:port/{z}/{x}/{y}", "https://tiles.example/{z}{z}/{x}/{y}",
    ],
)  # fmt: skip
def test_address_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match=r"address|port|Port"):
        parse_tiles(address)


@settings(max_examples=60)
@given(st.integers(-1, 20), st.integers(-1, 2**19), st.integers(-1, 2**19))
def test_squares_that_are_served_lie_at_the_city(zoom, x, y):
    if is_within(zoom, x, y, [HAGUE]):
        west, south, east, north = find_edges(zoom, x, y)
        assert MIN_ZOOM <= zoom <= MAX_ZOOM
        assert west < 4.56 and east > 4.06 and south < 52.22 and north > 51.93
    assert not is_within(zoom, x, y, [])


def test_folder_stays_within_its_room(tmp_path):
    store = TileStore(tmp_path, room=1000, look_every=1)
    for x in range(30):
        store.write(12, x, 1, b"x" * 100)
        assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 1000
    assert store.read(12, 29, 1) == b"x" * 100
    assert store.read(12, 0, 1) is None
    (tmp_path / "12" / "40").write_text("no folder")
    store.write(12, 40, 1, b"x")  # the disk refuses
    assert store.read(12, 40, 1) is None


def test_post_is_no_way_in():
    assert Client().post(TILE).status_code in {403, 405}
