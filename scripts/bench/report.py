"""Medians with spread, and the goals."""
import statistics
from collections import defaultdict

# row, workload, associations, against, factor, what it says
GOALS = [
    ("ingest", "W1", 4, "storescp-131072", 1.0, "durable ingest over 4 associations, storescp (never syncs)"),
    ("ingest", "W1", 4, "storescp", 1.0, "durable ingest over 4 associations, storescp with its default PDU"),
    ("ingest", "W1", 4, "orthanc", 2.5, "durable ingest over 4 associations, Orthanc"),
    ("ingest", "W1", 1, "storescp-131072", 0.7, "durable ingest over 1 association, storescp"),
    ("ingest", "W1", 1, "orthanc", 2.0, "durable ingest over 1 association, Orthanc"),
    ("ingest", "W2", 1, "storescp", 2.0, "60 MB multi-frames over 1 association, storescp"),
    ("ingest", "W2", 4, "storescp", 2.0, "60 MB multi-frames over 4 associations, storescp"),
    ("whole", "W1", 1, "orthanc-lua", 10.0, "the whole way, Orthanc by Lua"),
    ("whole", "W1", 1, "orthanc-rest", 10.0, "the whole way, Orthanc by REST, study by study"),
    ("nagle", "W1", 1, "storescp", 15.0, "sender with Nagle on, storescp as shipped"),
]
MEMORY_MB = 200


def _key(run):
    return run["row"], run["work"], run["n"], run["label"]


def _spread(values, digits):
    return f"{statistics.median(values):9.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def wrong(run):
    """Why a run does not count, or nothing."""
    if run["status"]:
        return f"sender ended with {run['status']}"
    if run["held"] is not None and run["held"] != run["expected"]:
        return f"holds {run['held']} of {run['expected']}"
    return run["trouble"]


def table(runs):
    groups = defaultdict(list)
    for run in runs:
        groups[_key(run)].append(run)
    lines = [f"{'row':12} {'work':4} {'n':>2} {'program':16} {'instances/s median (spread)':30} {'CPU ms/instance':24} {'RSS MB':>7} {'runs':>4}  not as expected"]
    for key in sorted(groups):
        group = groups[key]
        rss = f"{max(r['rss_mb'] for r in group):7.0f}" if "rss_mb" in group[0] else " " * 7
        faults = sorted({w for w in map(wrong, group) if w})
        lines.append(f"{key[0]:12} {key[1]:4} {key[2]:2} {key[3]:16} {_spread([r['inst_s'] for r in group], 1):30} {_spread([r['cpu_ms'] for r in group], 2):24} "
                     f"{rss} {len(group):4}  {len([r for r in group if wrong(r)]) or ''} {'; '.join(faults)[:160]}".rstrip())
    return lines


def _verdict(met):
    return "target met" if met else "target not met"


def goals(runs):
    by_key = defaultdict(dict)
    for run in runs:
        by_key[_key(run)][run["round"]] = run
    lines = []
    for row, work, n, against, factor, text in GOALS:
        ours, theirs = by_key.get((row, work, n, "gateway"), {}), by_key.get((row, work, n, against), {})
        rounds = sorted(set(ours) & set(theirs))
        if not rounds:
            continue
        ratios = [ours[r]["inst_s"] / theirs[r]["inst_s"] for r in rounds]
        medians = statistics.median([ours[r]["inst_s"] for r in rounds]) / statistics.median([theirs[r]["inst_s"] for r in rounds])
        sound = not any(wrong(ours[r]) for r in rounds)
        note = "" if sound else ", but the gateway's runs were not all as expected"
        lines.append(f"{_verdict(sound and statistics.median(ratios) >= factor):15} {text}: {statistics.median(ratios):.2f} times "
                     f"(rounds {min(ratios):.2f}-{max(ratios):.2f}, medians {medians:.2f}, wanted {factor:g}, {len(rounds)} rounds{note})")
    lines += _single(runs)
    return lines


def _single(runs):
    ours = [r for r in runs if r["label"] == "gateway"]
    memory = [r for r in ours if "rss_mb" in r]
    lines = []
    if memory:
        top = max(memory, key=lambda r: r["rss_mb"])
        lines.append(f"{_verdict(top['rss_mb'] < MEMORY_MB):15} resident memory over all rows: {top['rss_mb']:.0f} MB at most ({top['row']} {top['work']} n={top['n']}; wanted under {MEMORY_MB})")
    shipped = [r["inst_s"] for r in ours if r["row"] == "send-shipped"]
    theirs = [r["inst_s"] for r in runs if r["row"] == "send-shipped" and r["label"] == "storescu"]
    if shipped and theirs:
        lines.append(f"{_verdict(statistics.median(shipped) >= 5 * statistics.median(theirs)):15} our sender to a receiver that delays ACKs: {statistics.median(shipped):.0f}/s, storescu {statistics.median(theirs):.0f}/s")
    return lines
