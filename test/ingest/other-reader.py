"""The same workbooks by openpyxl: `write FOLDER COUNT SEED` makes some, `read FOLDER` prints {file: {sheet: [[text]]}} of all in the folder.

The text of a value: text as it is; TRUE and FALSE; numbers as Python writes them; dates and times as 2026-10-03 09:30:00, to the second, a midnight
as the day alone and a time without a day as the time alone; of a formula its kept result, and the formula where none was kept.
"""

import datetime
import json
import os
import random
import sys

import openpyxl
from openpyxl.styles.numbers import FORMAT_PERCENTAGE_00
from openpyxl.utils.datetime import CALENDAR_MAC_1904

SECOND = datetime.timedelta(seconds=1)


def rounded(moment):
    whole = moment.replace(microsecond=0)
    return whole + SECOND if moment.microsecond >= 500_000 else whole


def text_of(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        moment = rounded(value)
        return moment.strftime("%Y-%m-%d %H:%M:%S" if moment.time() != datetime.time() else "%Y-%m-%d")
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, datetime.time):
        return rounded(datetime.datetime.combine(datetime.date(2000, 1, 1), value)).strftime("%H:%M:%S")
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return repr(value) if isinstance(value, float) else str(value)


def read(folder):
    books = {}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        results = openpyxl.load_workbook(path, data_only=True)
        written = openpyxl.load_workbook(path)
        books[name] = {
            sheet.title: [
                [text_of(kept.value if kept.value is not None or cell.data_type != "f" else cell.value) for kept, cell in zip(kept_row, row)]
                for kept_row, row in zip(results[sheet.title].iter_rows(), sheet.iter_rows())
            ]
            for sheet in written.worksheets
        }
    print(json.dumps(books))


TEXTS = ["工单", " 前后空格 ", "两行\n文字", "a\tb", "'撇号", "<&>\"'", "", "00123", "1.50", "TRUE", "2026-10-03", "é€𠮷", "x" * 300, "#N/A text"]
DATES = ["yyyy-mm-dd", "yyyy/m/d h:mm", "d-mmm-yy", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "h:mm:ss", "mm-dd-yy"]
NUMBERS = ["General", "0", "0.00", "#,##0.00", FORMAT_PERCENTAGE_00, "0.00E+00", "[Red]0;[Blue]-0", "\"共\"0\"台\"", "@"]


def fill(cell, rnd):
    kind = rnd.randrange(9)
    if kind <= 1:
        cell.value = rnd.choice(TEXTS)
        cell.data_type = "s" if cell.value else "n"
        cell.value = cell.value or None
    elif kind == 2:
        cell.value = rnd.choice([0, 1, -7, 42, 123456789012345, 10**18, rnd.randrange(10**6)])
    elif kind == 3:
        cell.value = rnd.choice([0.1, 0.1 + 0.2, -2.5, 1e-7, 1234567.891, 1e21, rnd.random()])
    elif kind in (4, 5):
        start = datetime.datetime(1904, 1, 2) if cell.parent.parent.epoch == CALENDAR_MAC_1904 else datetime.datetime(1900, 3, 2)
        cell.value = start + rnd.randrange(70_000) * datetime.timedelta(days=1) + rnd.choice([0, 0, 34_200, 86_399]) * SECOND
        cell.number_format = rnd.choice(DATES[:4])
        return
    elif kind == 6:
        cell.value = datetime.time(rnd.randrange(24), rnd.randrange(60), rnd.randrange(60))
        cell.number_format = "h:mm:ss"
        return
    elif kind == 7:
        cell.value = rnd.choice([True, False, "=1+1", '="a"&"b"', "=SUM(A1:A3)", "#N/A", "#DIV/0!"])
        return
    else:
        return
    cell.number_format = rnd.choice(NUMBERS)


def write(folder, count, seed):
    for number in range(count):
        rnd = random.Random(f"{seed}-{number}")
        book = openpyxl.Workbook()
        if rnd.random() < 0.3:
            book.epoch = CALENDAR_MAC_1904
        sheets = [book.active] + [book.create_sheet(f"表 {i}") for i in range(rnd.randrange(3))]
        for sheet in sheets:
            for row in range(1, rnd.randrange(2, 12)):
                for column in range(1, rnd.randrange(2, 9)):
                    if rnd.random() < 0.8:
                        fill(sheet.cell(row + (5 if rnd.random() < 0.05 else 0), column), rnd)
            if rnd.random() < 0.3:
                sheet.merge_cells("B2:C3")
            sheet.sheet_state = "visible" if sheet is book.active else rnd.choice(["visible", "hidden"])
        book.save(os.path.join(folder, f"openpyxl-{number}.xlsx"))


if sys.argv[1] == "write":
    write(sys.argv[2], int(sys.argv[3]), sys.argv[4])
else:
    read(sys.argv[2])
