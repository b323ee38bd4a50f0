"""The review in small with pandas: every cell read as text, checks by column, valid rows without their personal data into a file of pandas,
rejected rows with their reason into a CSV, versions by key, seven figures.

Less than fieldreview does: the number of a record instead of its line, one form of time, one encoding, seven figures, no page.
Usage: python3 pandas_review.py TASK.json OUT
"""
import json
import os
import sys

import pandas as pd


def main():
    with open(sys.argv[1], encoding="utf8") as file:
        task = json.load(file)
    out = sys.argv[2]
    os.makedirs(out, exist_ok=True)
    figures, tables = {}, {}
    for dataset in task["datasets"]:
        name = dataset["dataset"]
        tables[name], rejected = load(dataset, task["personalData"], figures)
        tables[name].to_pickle(f"{out}/{name}.pickle")
        rejected.to_csv(f"{out}/rejects_{name}.csv", index=False)
        for code, count in rejected["code"].value_counts().items():
            figures[f"rejected.{name}.{code}"] = count
    figures.update(figures_of(tables, pd.Timestamp(task["start"]), pd.Timestamp(task["end"])))
    print(json.dumps(figures))


def load(dataset, personal_data, figures):
    """The typed rows that count, and the rejected ones with their reason."""
    rows = pd.concat([read(file) for file in dataset["files"]], ignore_index=True)
    names = {header: column["name"] for column in dataset["columns"] for header in column["headers"]}
    rows = rows.rename(columns=names)
    columns = [column for column in dataset["columns"] if column["name"] in rows]
    typed = {column["name"]: parse(rows[column["name"]], column, personal_data) for column in columns}
    code, at = first_reasons(rows, columns, typed, dataset["timeOrder"])
    valid = code == ""
    own = [column["name"] for column in columns]
    kept = rows.loc[valid, own]
    key = dataset["key"]
    repeated = kept[kept.duplicated(key, keep=False)].sort_values(key, kind="stable").fillna("")
    same = (repeated == repeated.shift()).all(axis=1)
    stored = {column["name"]: typed[column["name"]] for column in columns if not column["personal"]}
    table = pd.DataFrame(stored)[valid].drop_duplicates(key, keep="last")
    rejected = rows.loc[~valid, ["file", "record", *own]].assign(code=code[~valid], column=at[~valid])
    for column in columns:
        if column["personal"]:
            rejected[column["name"]] = rejected[column["name"]].where(rejected[column["name"]] == "", "****")
    counts = {
        "read": len(rows),
        "loaded": len(table),
        "rejected": len(rejected),
        "duplicate": int(same.sum()),
        "superseded": len(kept) - len(table) - int(same.sum()),
    }
    figures.update({f"accounting.{dataset['dataset']}.{name}": count for name, count in counts.items()})
    return table, rejected


def first_reasons(rows, columns, typed, time_order):
    """The code and the column of the first thing wrong with each row, '' for a valid one."""
    code, at = pd.Series("", index=rows.index), pd.Series("", index=rows.index)
    is_open = pd.Series(True, index=rows.index)

    def note(holds, name, column):
        fresh = holds & is_open
        if fresh.any():
            code[fresh], at[fresh], is_open[fresh] = name, column, False

    bad = {column["name"]: typed[column["name"]].isna() & (rows[column["name"]] != "") for column in columns}
    limited = [column for column in columns if "minimum" in column or "maximum" in column]
    beyond = {column["name"]: bad[column["name"]] & pd.to_numeric(rows[column["name"]], errors="coerce").notna() for column in limited}
    note(rows["beyond"].notna() & (rows["beyond"] != ""), "ragged_row", "")
    for column in columns:
        if column["required"]:
            note(rows[column["name"]] == "", "missing_required", column["name"])
    for column in columns:
        name = column["name"]
        note(bad[name] & ~beyond[name] if name in beyond else bad[name], "bad_enum" if column.get("words") else "bad_type", name)
    for name, holds in beyond.items():
        note(holds, "out_of_range", name)
    for order in time_order:
        note(typed[order["column"]] < typed[order["notBefore"]], "time_order", order["column"])
    return code, at


def read(file):
    """Records of a file as text, with one column more than the header has: what lies in it is a record that is too long."""
    names = list(pd.read_csv(file, nrows=0).columns)
    rows = pd.read_csv(file, dtype=str, header=None, skiprows=1, names=[*names, "beyond"], keep_default_na=False, na_values=[])
    return rows.assign(file=os.path.basename(file), record=range(1, len(rows) + 1))


def parse(cells, column, personal_data):
    """Values of a column, missing where a cell cannot be read."""
    if column.get("words"):
        return cells.map(column["words"])
    if column["kind"] == "time":
        return pd.to_datetime(cells, format="%Y-%m-%d %H:%M:%S", errors="coerce")
    if column["kind"] == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce")
    if column["kind"] in ("integer", "money"):
        values = pd.to_numeric(cells, errors="coerce")
        return values.where((values >= column.get("minimum", float("-inf"))) & (values <= column.get("maximum", float("inf"))))
    if column["kind"] == "text" and not column["personal"]:
        return cells.str.replace(personal_data, "***", regex=True)
    return cells


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
