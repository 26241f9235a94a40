#!/usr/bin/env python3
"""Hostile feeds against the real program: figures R8 and R9 of the reference (README, "Figures").

  tests/bench/hostilefeeds.py BUILD_DIR [--files N] [--seed S] [--shared DIR]

Needs Xvfb, openbox, dbus-daemon, xdotool and strace. At least N files (hostilefiles.py, this repository's own, the
same damaged; with --shared those of DIR/feeds/hostile too) come from a server that counts what is asked, beside
fakemarket's misbehaving feeds. Measured:
  alone   each file fetched, parsed, cleaned, tagged and stored by a run of its own: time and memory beyond what a good
          feed takes
  window  all of them as feeds of one window, their stories opened one after the other: how late its event loop was
  trap    the same under strace: which files are opened and which addresses are called
Nothing may touch the canaries, neither the files nor the addresses that the feeds name."""
import argparse, collections, glob, http.server, os, re, signal, statistics, subprocess, sys, tempfile, threading, time
import hostilefiles
from process import Display, Market, row

FAULTS = ("drip silence huge endless bomb cut-gzip cut-body loop hops to-file to-private moved found missing gone forbidden limited "
          "unavailable html challenge json-error empty gbk future many big-item entities new-ids").split()

class Server(http.server.ThreadingHTTPServer):
    """The files at /f/N, on every loopback address; counts what is asked."""
    daemon_threads, request_queue_size = True, 200
    def __init__(self):
        super().__init__(("0.0.0.0", 0), Handler)
        self.files, self.asked = [], collections.Counter()
        threading.Thread(target=self.serve_forever, daemon=True).start()
    def address(self, path, host=1):
        return f"http://127.0.{host >> 8}.{host & 255}:{self.server_port}{path}"
    def handle_error(self, *_):
        pass  # who asked has gone

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked[self.path] += 1
        number = re.fullmatch(r"/f/(\d+)", self.path)
        if not number:
            return self.send_error(404)
        _, data, headers = self.server.files[int(number.group(1))]
        self.send_response(200)
        for name, value in {"Content-Type": "application/rss+xml", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def log_message(self, *_):
        pass

def corpus(options, canary, web):
    files = [*hostilefiles.loads(canary, web), *hostilefiles.weights(), *hostilefiles.envelopes()]
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    places = [f"{root}/data/news/*", f"{root}/fuzz/seeds/feed/*", f"{root}/fuzz/seeds/page/*"]
    places += [f"{options.shared}/feeds/hostile/*"] if options.shared else []
    for path in sorted(p for place in places for p in glob.glob(place) if not p.endswith(".expect.json")):
        with open(path, "rb") as f:
            files.append((os.path.basename(path), f.read(), {}))
    files += hostilefiles.damaged(files, options.seed, max(options.files - len(files), 60))
    return files

def opml(path, addresses):
    with open(path, "w") as f:
        f.write('<opml version="2.0"><body>' + "".join(f'<outline type="rss" text="{name}" xmlUrl="{url}"/>' for name, url in addresses)
                + "</body></opml>")
    return path

def no_venues():
    return [o for v in "bitget binance coinbase kraken okx bybit coingecko".split() for o in ("--endpoint", f"{v}=http://127.0.0.1:1")]

def alone(build, url):
    """Seconds, seconds of a core, and MiB at most of a run that refreshes this one feed."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        run = subprocess.Popen([f"{build}/wickpost", "--data-dir", folder, *no_venues(), "--feeds",
                                opml(f"{folder}/f.opml", [("Feed", url)]), "news", "--refresh", "--limit", "1"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        peak, ended = 0, 0
        while not ended:
            with open(f"/proc/{run.pid}/status") as f:  # not ru_maxrss: that begins with this script's own
                peak = max([peak, *(int(kib) for kib in re.findall(r"VmHWM:\s+(\d+)", f.read()))])
            time.sleep(0.003)
            ended, status, usage = os.wait4(run.pid, os.WNOHANG)
        run.returncode = os.waitstatus_to_exitcode(status)
        if run.returncode not in (0, 1):
            sys.exit(f"{url}: exit {run.returncode}")
        return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, peak / 1024

def each_alone(build, server, market):
    good = [alone(build, server.address("/f/0")) for _ in range(7)]
    seconds, core, mib = (statistics.median(each[i] for each in good) for i in range(3))
    print(f"a good feed: {seconds:.2f} s, {core:.2f} s of a core, {mib:.1f} MiB")
    runs = {server.files[n][0]: alone(build, server.address(f"/f/{n}")) for n in range(1, len(server.files))}
    faults = {name: alone(build, f"{market.endpoints['feeds']}/is/{name}") for name in FAULTS}
    longest = max(runs, key=lambda name: runs[name][1])
    largest = max({**runs, **faults}.items(), key=lambda each: each[1][2])
    slowest = max(faults, key=lambda name: faults[name][0])
    ok = row(f"longest of {len(runs)} files, beyond a good one", f"{runs[longest][1] - core:.2f} s ({longest})", "<= 2 s of a core", runs[longest][1] - core <= 2)
    ok &= row("largest, beyond a good one", f"{largest[1][2] - mib:.1f} MiB ({largest[0]})", "<= 64 MiB", largest[1][2] - mib <= 64)
    ok &= row(f"longest refresh of {len(faults)} misbehaving servers", f"{faults[slowest][0] - seconds:.1f} s ({slowest})", "<= 30 s", faults[slowest][0] - seconds <= 30.5)
    ok &= row("requests nobody asked for", unasked(server), "0", unasked(server) == 0)
    for name in sorted(runs, key=lambda name: -runs[name][1])[:5] + sorted(runs, key=lambda name: -runs[name][2])[:5]:
        print(f"    {runs[name][1] - core:.2f} s, {runs[name][2] - mib:.1f} MiB: {name}")
    return ok

def windowed(build, folder, feeds, server, before=(), presses=150):
    """A window that fetches all the feeds and opens its stories; its log."""
    log = os.path.join(folder, "log")
    env = dict(os.environ, QT_LOGGING_RULES="wickpost.beat.debug=true;wickpost.ui.debug=true", QT_LOGGING_TO_CONSOLE="1")
    server.asked.clear()
    with open(log, "w") as out:
        # In the canary's folder: relative names would be found.
        process = subprocess.Popen([*before, f"{build}/wickpost", "--data-dir", folder, *no_venues(), "--feeds", feeds, "--size", "1280x800"],
                                   stdout=out, stderr=subprocess.STDOUT, env=env, cwd=os.path.dirname(feeds))
        end = time.monotonic() + 240
        while len([p for p in server.asked if p.startswith("/f/")]) < len(server.files) and time.monotonic() < end:
            time.sleep(1)
        time.sleep(35)  # the slow ones reach their limit
        window = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Wickpost"], capture_output=True, text=True).stdout.split()
        if window:
            subprocess.run(["xdotool", "windowactivate", window[-1]])
        for _ in range(presses):
            subprocess.run(["xdotool", "key", "j"])
            time.sleep(0.15)
        # strace hands no signal on: the program is its child.
        child = open(f"/proc/{process.pid}/task/{process.pid}/children").read().split() if before else [process.pid]
        os.kill(int(child[0]), signal.SIGTERM)
        process.wait(30)
    if process.returncode not in (0, -signal.SIGTERM):
        sys.exit(f"the window ended with {process.returncode}: {open(log).read()[-2000:]}")
    return open(log).read()

def unasked(server):
    return sum(n for path, n in server.asked.items() if not path.startswith("/f/"))

def window_figures(build, scratch, feeds, server):
    folder = os.path.join(scratch, "seen"); os.makedirs(folder)
    text = windowed(build, folder, feeds, server)
    beats, p50, p99, longest = map(int, re.search(r"(\d+) beats, p50 (\d+) ms, p99 (\d+) ms, longest (\d+) ms", text).groups())
    opened = len(re.findall(r"story painted after", text))
    good = row(f"event loop late, p99 of {beats} beats", f"{p99} ms", "<= 16 ms", p99 <= 16)
    good &= row("event loop late, longest", f"{longest} ms", "<= 100 ms", longest <= 100)
    good &= row("stories opened of 150", opened, ">= 100", opened >= 100)
    good &= row("requests nobody asked for", unasked(server), "0", unasked(server) == 0)
    for ms, what in sorted(((int(ms), what) for ms, what in re.findall(r"busy (\d+) ms: (.*)", text)), reverse=True)[:8]:
        print(f"    {ms} ms: {what}")
    return good

def trap_figures(build, scratch, feeds, server, ports):
    folder, trap = os.path.join(scratch, "trapped"), os.path.join(scratch, "trap")
    os.makedirs(folder)
    windowed(build, folder, feeds, server, ("strace", "-f", "-qq", "-s", "300", "-e", "trace=%file,connect,sendto", "-o", trap), 60)
    calls = open(trap, errors="replace").read().splitlines()
    touched = [line for line in calls if "canary" in line]
    strange = [line for line in calls if (port := re.search(r"sin6?_port=htons\((\d+)\)", line)) and int(port.group(1)) not in ports]
    good = row(f"local reads in {len(calls)} traced calls", len(touched), "0", not touched)
    good &= row("addresses called that nobody asked for", len(strange) + unasked(server), "0", len(strange) + unasked(server) == 0)
    for line in (touched + strange)[:8]:
        print("    " + line)
    return good

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20250913)
    parser.add_argument("--shared")
    parser.add_argument("--parts", default="alone,window,trap")
    options = parser.parse_args()
    build, good = os.path.abspath(options.build), True
    with tempfile.TemporaryDirectory() as scratch, Display():
        canary = os.path.join(scratch, "canary.png")
        with open(canary, "wb") as f:
            f.write(b"not to be read")
        market, server = Market(build), Server()
        server.files = [("well", hostilefiles.story("Well", "<p>Well.</p>"), {}), *corpus(options, canary, server.address("/canary"))]
        print(f"{len(server.files) - 1} files, seed {options.seed}")
        feeds = opml(os.path.join(scratch, "all.opml"), [(n, server.address(f"/f/{n}", n % 200 + 1)) for n in range(len(server.files))]
                     + [(name, f"{market.endpoints['feeds']}/is/{name}") for name in FAULTS])
        if "alone" in options.parts:
            good &= each_alone(build, server, market)
        if "window" in options.parts:
            good &= window_figures(build, scratch, feeds, server)
        if "trap" in options.parts:
            good &= trap_figures(build, scratch, feeds, server, {server.server_port, 1, int(market.endpoints["feeds"].rsplit(":", 1)[1])})
        market.stop()
    sys.exit(0 if good else 1)

if __name__ == "__main__":
    main()
