"""A local HTTP server that answers as the public address service does, or as it should not."""

import csv
import io
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

COLUMNS = ("latitude", "longitude", "result_label", "result_score", "result_type", "result_housenumber",
           "result_citycode", "result_status")  # fmt: skip
KNOWN = {
    "12 rue des lilas": ("43.6157", "3.8671", "12 Rue des Lilas 34000 Montpellier", "0.93", "housenumber", "12"),
    "rue des lilas": ("43.6158", "3.8675", "Rue des Lilas 34000 Montpellier", "0.71", "street", ""),
    "mas de grille": ("43.6100", "3.8700", "Mas de Grille 34000 Montpellier", "0.80", "locality", ""),
    "montpellier": ("43.6120", "3.8770", "Montpellier", "0.95", "municipality", ""),
    "quai voltaire": ("48.8590", "2.3300", "Quai Voltaire 75007 Paris", "0.90", "street", ""),
}


class Service:
    """What the server does (`behaviour`), and what it was sent (`bodies`, `paths`)."""

    def __init__(self):
        self.behaviour, self.bodies, self.paths, self.go_on = "right", [], [], threading.Event()
        self.port, self.moved_to = 0, ""

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/geocodage"


@contextmanager
def serving():
    """A server on a free port of this machine, stopped at the end."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.bodies.append(body)
            _answer(self, service, _table(body, service.behaviour), "text/csv")

        def do_GET(self):
            service.paths.append(self.path)
            query = parse_qs(urlsplit(self.path).query).get("q", [""])[0]
            _answer(self, service, _features(query), "application/json")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.go_on.set()
        server.shutdown()
        server.server_close()


def _answer(handler, service, right, kind):
    behaviour = service.behaviour
    if behaviour == "stalls":
        service.go_on.wait(20)
        return
    if behaviour == "portal":
        right, kind = b"<!DOCTYPE html><html><body>Connectez-vous</body></html>", "text/html"
    if behaviour == "moved" and "portail" not in handler.path:
        handler.send_response(302)
        handler.send_header("Location", service.moved_to or f"http://127.0.0.1:{service.port}/portail")
        handler.end_headers()
        return
    if behaviour == "moved":
        right, kind = b"<html>portail</html>", "text/html"
    if behaviour == "cut":
        right = right[: len(right) // 2]
    if behaviour == "garbage":
        right = b"\x00\xff\xfe rien"
    handler.send_response(int(behaviour) if behaviour.isdigit() else 200)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(right)))
    handler.end_headers()
    handler.wfile.write(right)


def sent_rows(body):
    """The rows of the CSV inside a multipart body, header first."""
    table = body.split(b"Content-Type: text/csv; charset=utf-8\r\n\r\n")[1].rsplit(b"\r\n--", 1)[0]
    return list(csv.reader(io.StringIO(table.decode("utf-8"))))


def _table(body, behaviour):
    header, *rows = sent_rows(body)
    found = []
    for row in rows:
        told = KNOWN.get(row[0].lower())
        found.append([*row, *told, "34172", "ok"] if told else [*row, *[""] * 7, "not-found"])
    if behaviour == "fewer":
        found = found[:-1]
    if behaviour == "shuffled":
        found = found[::-1]
    if behaviour == "swapped":  # the texts in order, the answers of others
        found = [[*row[: len(header)], *other[len(header):]] for row, other in zip(found, found[1:] + found[:1])]  # noqa: B905,RUF005
    if behaviour == "abroad":
        found = [[*row[: len(header)], "40.7", "-74.0", *row[len(header) + 2 :]] for row in found]
    stream = io.StringIO()
    columns = [*header, *COLUMNS] if behaviour != "columns" else [*header, *(f"x_{name}" for name in COLUMNS)]
    csv.writer(stream).writerows([columns, *found])
    return stream.getvalue().encode()


def _features(query):
    told = KNOWN.get(query.lower())
    features = []
    if told:
        lat, lon, label, score, kind, number = told
        features = [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [float(lon), float(lat)]},
                     "properties": {"label": label, "score": float(score), "type": kind, "housenumber": number,
                                    "citycode": "34172"}}]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
