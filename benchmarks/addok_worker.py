"""addok on a Redis of its own, for benchmarks/geocoding.py: one JSON job a line on its input, one answer a line.

Runs in addok's environment, where ADDOK_CONFIG_MODULE and REDIS_SOCKET tell the rest. A job is {"base": file of one
JSON document a line}, which replaces what is indexed, or {"texts": […]}. The answer has the seconds that it took and,
for each text, lon, lat, score, type, label of its first result.
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
    """Do each job in this process, one text after the other."""
    print("ready", flush=True)
    for line in sys.stdin:
        job = json.loads(line)
        began = time.perf_counter()
        results = searched(job["texts"]) if "texts" in job else indexed(job["base"])
        print(json.dumps({"seconds": time.perf_counter() - began, "results": list(map(first, results))}), flush=True)


def indexed(documents: str) -> list:
    """Index a base in the place of the one before; no result."""
    DB.flushdb()
    DS.flushdb()
    with contextlib.redirect_stdout(io.StringIO()):
        process_documents(*Path(documents).read_text(encoding="utf-8").splitlines())
    return []


def searched(texts: list) -> list:
    """The results of each text."""
    return [search(text[:200], limit=5, autocomplete=False) for text in texts]


def first(results: list) -> list | None:
    """lon, lat, score, type, label of the first result; None without one."""
    if not results:
        return None
    one = results[0]
    return [float(one.lon), float(one.lat), float(one.score), str(one.type), str(one)]


if __name__ == "__main__":
    main()
