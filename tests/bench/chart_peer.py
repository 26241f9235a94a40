#!/usr/bin/env python3
"""The chart beside TradingView's lightweight-charts in headless Chromium: the same candles, averages, volume,
markers, ticks and crosshair, 1058x460, in one run.

  npm install --prefix DIR lightweight-charts        (outside of the repository)
  tests/bench/chart_peer.py BUILD_DIR DIR [--candles 300,1000,2000] [--seconds 8] [--ticks 20]

Prints processor time as a share of one core, with ticks and at rest, and memory (PSS), each of the whole process
tree; for the page also less what Chromium takes for an empty page.
"""
import argparse, json, os, re, shutil, signal, subprocess, tempfile, time, urllib.request

PAGE = """<!doctype html><title>starting</title><body style="margin:0;background:#12161C">
<div id=chart style="width:1058px;height:460px"></div><script src="lightweight-charts.js"></script><script>
const N = %(candles)d, ticks = %(ticks)d, start = 1757635200, step = 900
const price = i => 114400 + 900 * (0.7 * Math.sin(i / 23) + 0.25 * Math.sin(i / 5.1) + 0.05 * Math.sin(i * 1.7))
const data = Array.from({length: N}, (_, i) => {
  const open = price(i), close = price(i + 1), spread = 27 * (1 + Math.sin(i * 2.3))
  return {time: start + i * step, open, close, low: Math.min(open, close) - spread, high: Math.max(open, close) + spread}
})
const L = LightweightCharts
const chart = L.createChart(document.getElementById('chart'), {layout: {background: {color: '#12161C'}, textColor: '#9AA4B2'}})
const candles = chart.addSeries(L.CandlestickSeries)
candles.setData(data)
const volume = chart.addSeries(L.HistogramSeries, {priceScaleId: ''})
volume.priceScale().applyOptions({scaleMargins: {top: 0.8, bottom: 0}})
volume.setData(data.map((c, i) => ({time: c.time, value: 150 + 90 * Math.sin(i / 8)})))
const mean = period => data.slice(period - 1).map((c, i) => ({time: c.time,
  value: data.slice(i, i + period).reduce((sum, one) => sum + one.close, 0) / period}))
for (const period of [20, 50]) chart.addSeries(L.LineSeries, {lineWidth: 1}).setData(mean(period))
const markers = L.createSeriesMarkers(candles, [])
const stories = lit => Array.from({length: 60}, (_, i) => ({time: data[Math.floor(i * N / 60)].time,
  position: 'belowBar', shape: 'square', color: i == lit ? '#4B62D6' : '#93A8FF'}))
markers.setMarkers(stories(0))
chart.timeScale().fitContent()
let round = 0
const newest = {...data[N - 1]}
if (ticks > 0) setInterval(() => {
  ++round
  newest.close = 114400 + (round * 7919) %% 20000 / 100
  newest.high = Math.max(newest.high, newest.close)
  newest.low = Math.min(newest.low, newest.close)
  candles.update(newest)
  chart.setCrosshairPosition(114000 + (round * 7) %% 800, data[(round * 13) %% N].time, candles)
  document.title = 'ready ' + round
}, 1000 / ticks)
else document.title = 'ready 0'
</script>"""

def tree(root):
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as f:
                    parents[int(name)] = int(f.read().rsplit(")", 1)[1].split()[1])
            except OSError:
                pass
    found, queue = [], [root]
    while queue:
        pid = queue.pop()
        found.append(pid)
        queue += [child for child, parent in parents.items() if parent == pid]
    return found

def cpu_seconds(pids):
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat") as f:
                fields = f.read().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return total / os.sysconf("SC_CLK_TCK")

def pss_mib(pids):
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup") as f:
                total += int(re.search(r"^Pss:\s+(\d+)", f.read(), re.M).group(1))
        except (OSError, AttributeError):
            pass
    return total / 1024

def measure(pid, seconds):
    time.sleep(2)  # past the first layout
    pids = tree(pid)
    before, began = cpu_seconds(pids), time.monotonic()
    time.sleep(seconds)
    share = (cpu_seconds(pids) - before) / (time.monotonic() - began) * 100
    return share, pss_mib(tree(pid))

def ours(build, candles, ticks, seconds):
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    process = subprocess.Popen([f"{build}/chartlive", str(candles), str(ticks)], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, text=True)
    try:
        assert process.stdout.readline().strip() == "ready"
        return measure(process.pid, seconds)
    finally:
        process.stdin.close()
        process.wait(10)

def title(folder):
    with open(f"{folder}/profile/DevToolsActivePort") as f:
        port = f.readline().strip()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=2) as reply:
        return next(page["title"] for page in json.load(reply) if page["type"] == "page")

def wait_ready(folder, limit=60):
    end = time.monotonic() + limit
    while time.monotonic() < end:
        try:
            if title(folder).startswith("ready"):
                return
        except (OSError, StopIteration, ValueError):
            pass
        time.sleep(0.2)
    raise SystemExit("Chromium did not show the page")

def page(script, text, seconds):
    folder = tempfile.mkdtemp(prefix="chart-peer-")
    shutil.copy(script, f"{folder}/lightweight-charts.js")
    with open(f"{folder}/page.html", "w") as f:
        f.write(text)
    process = subprocess.Popen(
        ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={folder}/profile", "--window-size=1058,460", f"file://{folder}/page.html"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_ready(folder)
        first = title(folder)
        result = measure(process.pid, seconds)
        return (*result, int(title(folder).split()[1]) - int(first.split()[1]))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("modules")
    parser.add_argument("--candles", default="300,1000,2000")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--ticks", type=int, default=20)
    options = parser.parse_args()
    dist = f"{options.modules}/node_modules/lightweight-charts/dist"
    script = f"{dist}/lightweight-charts.standalone.production.js"
    _, empty, _ = page(script, "<!doctype html><title>ready 0</title>", 2)
    print(f"Chromium with an empty page: {empty:.0f} MiB")
    print(f"{'candles':>8} {'ticks/s':>8}  {'Wickpost cpu':>12} {'memory':>8}  {'page cpu':>9} {'memory':>9} {'less empty':>11}")
    for candles in map(int, options.candles.split(",")):
        for ticks in (options.ticks, 0):
            cpu, memory = ours(options.build, candles, ticks, options.seconds)
            theirs, peak, done = page(script, PAGE % {"candles": candles, "ticks": ticks}, options.seconds)
            print(f"{candles:8} {ticks:8}  {cpu:11.1f}% {memory:4.0f} MiB  {theirs:8.1f}% {peak:5.0f} MiB "
                  f"{peak - empty:7.0f} MiB   ({done} ticks played)", flush=True)

main()
