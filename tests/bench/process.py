#!/usr/bin/env python3
"""Whole-process figures of Wickpost beside their peers, in one run (issue figures; README, "Figures").

  tests/bench/process.py BUILD_DIR [--runs N]

Needs Xvfb, openbox and dbus-daemon (tests/run installs them). Starts the market on loopback, then measures
  start   process start to the first live price painted, against an empty QMainWindow with the same modules
  full    the same start on a store of 100,000 stories (built with fillstore), against an empty store
  memory  PSS of the dashboard with 10 coins, 4 venues and 200 stories
  gui     how long the GUI thread takes over one event while prices and all feeds come in, and how long a story
          takes from the key to the painted text, with bodies of 2 to 60 KB
  damage  the same start to a picture of the window with bytes flipped in settings and database, 100 variants
          (--variants): the window always comes
  cpu     share of a core: 4 venues at real rates; hidden; a price list of 3,000 instruments at one update a second
"""
import argparse, atexit, os, random, re, select, signal, statistics, subprocess, sys, tempfile, time

STORIES = 100_000

def wait_line(process, needle, limit):
    """When a line with `needle` came; None when it did not within `limit` seconds."""
    end, text = time.monotonic() + limit, ""
    while (left := end - time.monotonic()) > 0:
        if not select.select([process.stdout], [], [], left)[0]:
            break
        chunk = os.read(process.stdout.fileno(), 65536).decode(errors="replace")
        if not chunk:
            break
        text = (text + chunk)[-100000:]
        if needle in text:
            return time.monotonic()
    return None

def pss_mib(pid):
    with open(f"/proc/{pid}/smaps_rollup") as f:
        return int(re.search(r"^Pss:\s+(\d+)", f.read(), re.M).group(1)) / 1024

def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

def cpu_percent(pid, seconds):
    before = cpu_seconds(pid)
    time.sleep(seconds)
    return 100 * (cpu_seconds(pid) - before) / seconds

class Display:
    def __enter__(self):
        read, write = os.pipe()
        self.x = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
                                  pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        number = os.read(read, 16).decode().strip()
        os.close(read)
        os.environ["DISPLAY"] = ":" + number
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        self.wm = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
        # Every desktop has a session bus; without one each start would first try to launch it.
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self.bus.stdout.readline().strip()
        time.sleep(0.5)
        return self
    def __exit__(self, *_):
        self.bus.terminate(); self.wm.terminate(); self.x.terminate()

class Market:
    def __init__(self, build, *arguments):
        self.process = subprocess.Popen([f"{build}/fakemarket", *arguments], stdout=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)  # whatever ends the run
        self.endpoints = {}
        while True:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("fakemarket did not start")
            match = re.match(r"(\w+)=(http://\S+)", line)
            if match:
                self.endpoints[match.group(1)] = match.group(2)
            if {"bitget", "binance", "coinbase", "kraken", "okx", "bybit", "coingecko", "feeds"} <= self.endpoints.keys():
                break
    def options(self):
        return [o for v, u in self.endpoints.items() if v not in ("feeds", "control") for o in ("--endpoint", f"{v}={u}")]
    def stop(self):
        self.process.terminate(); self.process.wait()

def feeds_file(folder, market, count):
    path = os.path.join(folder, "feeds.opml")
    with open(path, "w") as f:
        f.write('<opml version="2.0"><body>' + f'<outline type="rss" text="Bench" xmlUrl="{market.endpoints["feeds"]}/rss.xml?items={count}"/>'
                + "</body></opml>")
    return path

def start_app(build, market, folder, *extra):
    env = dict(os.environ, QT_LOGGING_RULES="wickpost.ui.debug=true", QT_LOGGING_TO_CONSOLE="1")
    begun = time.monotonic()
    process = subprocess.Popen([f"{build}/wickpost", "--data-dir", folder, *market.options(),
                                "--feeds", feeds_file(folder, market, 200), *extra],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env)
    return process, begun

def long_feed(folder, count):
    """A feed with bodies of 2 to 60 KB, every one of them different."""
    path = os.path.join(folder, "long.xml")
    paragraph = "<p>The market moved on as desks weighed the &lt;b&gt;figures&lt;/b&gt; of day {0} and the {1} venues agreed again.</p>"
    with open(path, "w") as f:
        f.write('<rss version="2.0"><channel><title>Long reads</title><link>https://long.example/</link>')
        for i in range(count):
            body = "".join(paragraph.format(i, n) for n in range(20 + i * 600 // count))
            f.write(f"<item><title>Long story {i} of the day</title><guid isPermaLink=\"false\">long-{i}</guid>"
                    f"<description>{body.replace('<', '&lt;')}</description></item>")
        f.write("</channel></rss>")
    return path

def gui_figures(build, market, scratch):
    """Longest event (ms) with what it was, and the times of opening 30 stories (ms)."""
    folder = os.path.join(scratch, "gui"); os.makedirs(folder)
    feeds = os.path.join(folder, "feeds.opml")
    with open(feeds, "w") as f:
        f.write('<opml version="2.0"><body>')
        for i in range(6):
            f.write(f'<outline type="rss" text="Bench {i}" xmlUrl="{market.endpoints["feeds"]}/rss.xml?items=400&amp;n={i}"/>')
        f.write(f'<outline type="rss" text="Long" xmlUrl="file://{long_feed(folder, 60)}"/></body></opml>')
    log = os.path.join(folder, "log")
    env = dict(os.environ, QT_LOGGING_RULES="wickpost.ui.debug=true", QT_LOGGING_TO_CONSOLE="1")
    with open(log, "w") as out:
        process = subprocess.Popen([f"{build}/wickpost", "--data-dir", folder, *market.options(), "--feeds", feeds,
                                    "--size", "1280x800"], stdout=out, stderr=subprocess.STDOUT, env=env)
        time.sleep(15)
        window = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)],
                                capture_output=True, text=True).stdout.split()
        subprocess.run(["xdotool", "windowactivate", window[-1], "key", "F5"])
        time.sleep(5)
        for _ in range(30):
            subprocess.run(["xdotool", "key", "j"])
            time.sleep(0.25)
        stop(process)
    text = open(log).read()
    after = text[text.find("first live price painted"):]
    busy = [(int(ms), what) for ms, what in re.findall(r"busy (\d+) ms: (.*)", after)]  # elapsed, and how much of it was ours
    opened = [int(ms) for ms in re.findall(r"story painted after (\d+) ms", after)]
    return busy, opened

def damaged_starts(build, folder, variants):
    """Seconds of each start with some bytes of settings and database flipped; the last is of the undamaged ones."""
    chance, times = random.Random(20250913), []
    names = [n for n in sorted(os.listdir(folder)) if n.endswith((".json", ".db", ".sqlite"))]
    whole = {n: open(os.path.join(folder, n), "rb").read() for n in names}
    for variant in range(variants + 1):
        with tempfile.TemporaryDirectory() as copy:
            for name, data in whole.items():
                data = bytearray(data)
                for _ in range(chance.randint(1, 40) if variant < variants and data else 0):
                    data[chance.randrange(min(len(data), chance.choice((100, 5000, len(data)))))] ^= 1 << chance.randrange(8)
                with open(os.path.join(copy, name), "wb") as f:
                    f.write(data)
            begun = time.monotonic()
            done = subprocess.run([f"{build}/wickpost", "--data-dir", copy, "--endpoint", "bitget=http://127.0.0.1:1",
                                   "--screenshot", os.path.join(copy, "window.png")], capture_output=True, timeout=30,
                                  env=dict(os.environ, QT_QPA_PLATFORM="offscreen"))
            times.append(time.monotonic() - begun)
            if done.returncode != 0:
                sys.exit(f"variant {variant}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    return times

def full_and_empty(build, market, scratch, runs):
    """Seconds to the first live price on an empty store and on one of 100,000 stories, in turn."""
    times = {"empty": [], "full": []}
    folders = {name: os.path.join(scratch, name) for name in times}
    for folder in folders.values():
        os.makedirs(folder)
        process, _ = start_app(build, market, folder)  # settings, places and prices are there afterwards
        wait_line(process, "first live price painted", 20)
        time.sleep(2.5)
        stop(process)
        for name in os.listdir(folder):
            if name.startswith("wickpost.sqlite"):
                os.remove(os.path.join(folder, name))
    subprocess.run([f"{build}/fillstore", os.path.join(folders["full"], "wickpost.sqlite"), str(STORIES)], check=True)
    for name in list(times) + list(times) * runs:  # the first of each makes the tables, and isn't counted
        process, begun = start_app(build, market, folders[name])
        seen = wait_line(process, "first live price painted", 20)
        if seen is None:
            sys.exit(f"no live price was painted within 20 s on the {name} store")
        times[name].append(seen - begun)
        time.sleep(2.5)
        stop(process)
    return times["empty"][1:], times["full"][1:]

def stop(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill(); process.wait()

def row(name, value, limit, good):
    print(f"{name:58} {value:>16} {limit:>22}  {'ok' if good else 'NOT MET'}", flush=True)
    return good

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build"); parser.add_argument("--runs", type=int, default=7); parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--variants", type=int, default=100)
    options = parser.parse_args()
    for name in ("wickpost", "fakemarket", "emptywindow", "fillstore"):
        if not os.access(os.path.join(options.build, name), os.X_OK):
            sys.exit(f"{options.build}/{name} is missing: build the target bench first")
    good = True
    with Display(), tempfile.TemporaryDirectory() as scratch:
        market = Market(options.build)
        peer, ours, again = [], [], []
        for run in range(options.runs):
            begun = time.monotonic()
            empty = subprocess.Popen([f"{options.build}/emptywindow"], stdout=subprocess.PIPE, text=True)
            peer.append(wait_line(empty, "painted", 10) - begun)
            empty_pss = pss_mib(empty.pid)
            stop(empty)
            folder = os.path.join(scratch, f"run{run}"); os.makedirs(folder)
            for figures in (ours, again):  # a first start, and one that finds what the first stored
                process, begun = start_app(options.build, market, folder)
                seen = wait_line(process, "first live price painted", 20)
                if seen is None:
                    sys.exit("no live price was painted within 20 s")
                figures.append(seen - begun)
                time.sleep(2.5)
                stop(process)
        base = statistics.median(peer)
        print(f"median of {options.runs} runs, min..max in brackets")
        span = lambda v: f"{1000 * statistics.median(v):.0f} ms [{1000 * min(v):.0f}..{1000 * max(v):.0f}]"
        print(f"empty QMainWindow painted: {span(peer)}, PSS {empty_pss:.0f} MiB")
        for name, figures in (("first live price painted, empty folder", ours), ("first live price painted, second start", again)):
            ratio = statistics.median(figures) / base
            good &= row(name, span(figures), f"{ratio:.2f}x of peer, <= 2x", ratio <= 2)
        empty, full = full_and_empty(options.build, market, scratch, options.runs)
        ratio = statistics.median(full) / statistics.median(empty)
        good &= row(f"the same on {STORIES} stories", span(full), f"{ratio:.2f}x of empty, <= 1.1x", ratio <= 1.1)
        folder = os.path.join(scratch, "long"); os.makedirs(folder)
        process, _ = start_app(options.build, market, folder, "--view", "dashboard", "--size", "1280x800")
        wait_line(process, "first live price painted", 20)
        time.sleep(15)
        pss = pss_mib(process.pid)
        good &= row("PSS, 10 coins, 4 venues, 200 stories", f"{pss:.1f} MiB", "<= 90 MiB", pss <= 90)
        cpu = cpu_percent(process.pid, options.seconds)
        good &= row("CPU, 4 venues at real rates", f"{cpu:.2f} %", "<= 2 % of a core", cpu <= 2)
        window = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)], capture_output=True, text=True).stdout.split()
        if window:
            subprocess.run(["xdotool", "windowminimize", window[-1]])
            time.sleep(2)
            hidden = cpu_percent(process.pid, options.seconds)
            good &= row("CPU, the same minimised", f"{hidden:.2f} %", "<= shown", hidden <= cpu + 0.2)
        stop(process)
        busy, opened = gui_figures(options.build, market, scratch)
        longest = max(busy, default=(0, "none"))
        good &= row("GUI thread, longest event after the first price", f"{longest[0]} ms", "<= 10 ms", longest[0] <= 10)
        for ms, what in sorted(busy, reverse=True)[:8]:
            print(f"    {ms} ms: {what}")
        if not opened:
            sys.exit("no story was opened")
        good &= row(f"opening a story, longest of {len(opened)}", f"{max(opened)} ms", "<= 50 ms", max(opened) <= 50)
        times = damaged_starts(options.build, os.path.join(scratch, "long"), options.variants)
        good &= row("start with stored prices to the picture of the window", f"{1000 * times[-1]:.0f} ms", "<= 1000 ms", times[-1] <= 1)
        good &= row(f"the same damaged, longest of {options.variants}", f"{1000 * max(times[:-1], default=0):.0f} ms", "<= 3000 ms",
                    max(times[:-1], default=0) <= 3)
        market.stop()
    sys.exit(0 if good else 1)

if __name__ == "__main__":
    main()
