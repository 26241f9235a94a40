#!/usr/bin/env python3
"""A feed of 10,000 items and 32 MB beside newsboat (Debian's package), on one loopback server: time from the start of
the process to its end, and the most memory. `bigfeed.py BUILD_DIR [ROUNDS]`; the limits of the product are lifted.

newsboat parses and stores. Wickpost also reads every body as HTML5 and writes out what is safe, tags the stories and
indexes all their words."""

import functools
import http.server
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ITEMS = 10_000


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def measured(command, environment=None):
    """Seconds, and MB at most, of a process that must succeed."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
    said = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed: {said}")
    return time.monotonic() - begun, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime, said


def newsboat(folder, url):
    folder.mkdir()
    (folder / "urls").write_text(url + "\n")
    (folder / "config").write_text("")
    command = ["newsboat", "-u", folder / "urls", "-C", folder / "config", "-c", folder / "cache.db", "-x", "reload"]
    return measured(list(map(str, command)), {**os.environ, "HOME": str(folder)})


def main():
    build = pathlib.Path(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    program = next(build.rglob("bigfeed"), None)
    if program is None or not os.access(program, os.X_OK):
        sys.exit("build the target bigfeed first")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([program, "make", str(ITEMS), folder / "feed.xml"], check=True)
        size = (folder / "feed.xml").stat().st_size / 1e6
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/feed.xml"
        print(f"{ITEMS} items, {size:.0f} MB")
        runs = {"wickpost": [], "newsboat": []}
        for i in range(rounds):
            runs["wickpost"].append(measured([str(program), url, str(folder / f"w{i}.sqlite")]))
            if shutil.which("newsboat"):
                runs["newsboat"].append(newsboat(folder / f"n{i}", url))
        for who, all_of_it in runs.items():
            if not all_of_it:
                print(f"{who} is not installed")
                continue
            seconds, memory, cpu = (statistics.median(run[i] for run in all_of_it) for i in range(3))
            print(f"{who}: {seconds:.2f} s, {cpu:.2f} s of processor time, {memory:.0f} MB")
        print(runs["wickpost"][0][3].strip())


if __name__ == "__main__":
    main()
