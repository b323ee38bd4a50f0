"""The review in small with pandas: every cell read as text, checks by column, versions by key, seven figures.

Less than fieldreview does: no reasons, lines or cells of rejected rows, one form of time, one encoding, nothing saved, no page.
Usage: python3 pandas_review.py TASK.json OUT
"""
import json
import sys

import pandas as pd


def main():
    with open(sys.argv[1], encoding="utf8") as file:
        task = json.load(file)
    figures, tables = {}, {}
    for dataset in task["datasets"]:
        tables[dataset["dataset"]] = load(dataset, figures)
    figures.update(figures_of(tables, pd.Timestamp(task["start"]), pd.Timestamp(task["end"])))
    print(json.dumps(figures))


def load(dataset, figures):
    parts, ragged = zip(*(read(file) for file in dataset["files"]))
    rows = pd.concat(parts, ignore_index=True)
    names = {header: column["name"] for column in dataset["columns"] for header in column["headers"]}
    rows = rows.rename(columns=names)
    read_count = len(rows) + sum(ragged)
    valid = pd.Series(True, index=rows.index)
    typed = {}
    for column in dataset["columns"]:
        if column["name"] in rows:
            typed[column["name"]], good = parse(rows[column["name"]], column)
            valid &= good
    for order in dataset["timeOrder"]:
        valid &= ~(typed[order["column"]] < typed[order["notBefore"]])
    kept = rows[valid]
    key = dataset["key"]
    repeated = kept[kept.duplicated(key, keep=False)].sort_values(key, kind="stable").fillna("")
    same = (repeated == repeated.shift()).all(axis=1)
    table = pd.DataFrame(typed)[valid].drop_duplicates(key, keep="last")
    counts = {
        "read": read_count,
        "loaded": len(table),
        "rejected": read_count - len(kept),
        "duplicate": int(same.sum()),
        "superseded": len(kept) - len(table) - int(same.sum()),
    }
    figures.update({f"accounting.{dataset['dataset']}.{name}": count for name, count in counts.items()})
    return table


def read(file):
    """Rows of a file as text, and how many records have more cells than the header."""
    names = list(pd.read_csv(file, nrows=0).columns)
    rows = pd.read_csv(file, dtype=str, header=None, skiprows=1, names=[*names, "beyond"], keep_default_na=False, na_values=[])
    ragged = rows["beyond"].notna() & (rows["beyond"] != "")
    return rows.loc[~ragged, names], int(ragged.sum())


def parse(cells, column):
    """Values of a column and whether each cell may stand."""
    empty = cells == ""
    if column.get("words"):
        values = cells.map(column["words"])
    elif column["kind"] == "time":
        values = pd.to_datetime(cells, format="%Y-%m-%d %H:%M:%S", errors="coerce")
    elif column["kind"] == "date":
        values = pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce")
    elif column["kind"] in ("integer", "money"):
        values = pd.to_numeric(cells, errors="coerce")
        values = values.where((values >= column.get("minimum", float("-inf"))) & (values <= column.get("maximum", float("inf"))))
    else:
        return cells, (~empty if column["required"] else pd.Series(True, index=cells.index))
    good = values.notna()
    return values, (good if column["required"] else good | empty)


def figures_of(tables, start, end):
    tickets, revisits, repairs = tables["tickets"], tables["revisits"], tables["repairs"]

    def within(times):
        return (times >= start) & (times < end)

    due = tickets["accepted_at"] + pd.Timedelta(hours=2)
    cancelled = tickets["cancelled_at"].fillna(tickets["accepted_at"]).where(tickets["status"] == "cancelled")
    counted = within(due) & (cancelled.isna() | (due <= cancelled))
    scores = revisits.loc[within(revisits["revisited_at"]) & (revisits["reached"] != "false"), "effect_score"].dropna()
    finished = repairs[within(repairs["finished_at"])]
    confirmed = (finished["result"] != "no_fault_found") & ~finished["responsibility"].isin(["user", "transport", "installation"])
    return {
        "service.accepted": int(within(tickets["accepted_at"]).sum()),
        "sla.first_response.due": int(counted.sum()),
        "sla.first_response.met": int((counted & (tickets["first_response_at"] <= due)).sum()),
        "satisfaction.effect.n": len(scores),
        "satisfaction.effect.mean": float(scores.mean()),
        "repairs.finished": len(finished),
        "repairs.confirmed_faults": int(confirmed.sum()),
    }


main()
