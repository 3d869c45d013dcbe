"""addok on a Redis of its own, for benchmarks/geocoding.py: reads one job on its input, answers on its output.

Runs in addok's environment, where ADDOK_CONFIG_MODULE and REDIS_SOCKET tell the rest. Job: JSON with `bases` (name →
file of one JSON document a line) and `queries` (name → base, texts). Answer: JSON, for each name of queries the
seconds taken and for each text lon, lat, score, type, label of its first result; `build` the seconds of each base.
"""

import contextlib
import io
import json
import sys
import time
from pathlib import Path

from addok.config import config

config.load()

from addok.batch import process_documents  # noqa: E402 - the configuration comes first
from addok.core import search  # noqa: E402
from addok.db import DB  # noqa: E402
from addok.ds import DS  # noqa: E402


def main() -> None:
    """Index each base in turn and search the queries asked of it, one after the other, in this process."""
    job = json.loads(sys.stdin.read())
    answer: dict = {"build": {}}
    for base, documents in job["bases"].items():
        DB.flushdb()
        DS.flushdb()
        began = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            process_documents(*Path(documents).read_text(encoding="utf-8").splitlines())
        answer["build"][base] = time.perf_counter() - began
        for name, (asked, texts) in job["queries"].items():
            if asked == base:
                answer[name] = found(texts)
    print(json.dumps(answer))


def found(texts: list) -> dict:
    """The seconds that a list of texts takes, and the first result of each."""
    began = time.perf_counter()
    results = [search(text[:200], limit=5, autocomplete=False) for text in texts]
    return {"seconds": time.perf_counter() - began, "results": [first(result) for result in results]}


def first(results: list) -> list | None:
    """lon, lat, score, type, label of the first result; None without one."""
    if not results:
        return None
    one = results[0]
    return [float(one.lon), float(one.lat), float(one.score), str(one.type), str(one)]


if __name__ == "__main__":
    main()
