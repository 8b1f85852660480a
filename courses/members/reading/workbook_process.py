"""Reads a checked workbook in a process of its own: little memory, no network, no Django; killed when it takes long.

Run as `python -I workbook_process.py`: a zip on standard input, one JSON document on standard output. Calamine lays a
sheet out as a full grid and may abort the whole process on hostile input; here that costs a child and not the server.
"""

import datetime
import io
import json
import sys

#: Bytes of address space; 20,000 rows of 14 columns fit in 96 MB.
MEMORY = 112 * 1024 * 1024


def limit_memory():
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):  # no such limit on this system: size and time still hold
        pass


def plain(value):
    """A cell as JSON can hold it; a day becomes {"d": iso}."""
    if isinstance(value, datetime.datetime):
        return {"d": value.date().isoformat()}
    if isinstance(value, datetime.date):
        return {"d": value.isoformat()}
    if isinstance(value, datetime.timedelta | datetime.time):
        return str(value)
    return value


def read(data, *, max_sheets, max_rows, max_columns):
    """{"sheets": [...]} or {"refused": code, "detail": ...}."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        return {"refused": "password"}
    metadata = [meta for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    if len(metadata) > max_sheets:
        return {"refused": "sheets", "detail": len(metadata)}
    sheets = []
    for meta in metadata:
        visible = meta.visible == SheetVisibleEnum.Visible
        if not visible:
            sheets.append({"name": meta.name, "visible": False, "rows": [], "merged": []})
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        if sheet.total_height > max_rows:
            return {"refused": "rows", "detail": sheet.total_height}
        if sheet.total_width > max_columns:
            return {"refused": "columns", "detail": sheet.total_width}
        rows = sheet.to_python(skip_empty_area=False)
        sheets.append(
            {
                "name": meta.name,
                "visible": True,
                "rows": [[plain(value) for value in row] for row in rows],
                "merged": sheet.merged_cell_ranges or [],
            }
        )
    return {"sheets": sheets}


def main():
    limit_memory()
    limits = dict(zip(("max_sheets", "max_rows", "max_columns"), map(int, sys.argv[1:4]), strict=True))
    try:
        answer = read(sys.stdin.buffer.read(), **limits)
    except MemoryError:
        answer = {"refused": "memory"}
    except Exception:  # whatever calamine says, the file is no good to us
        answer = {"refused": "damaged"}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
