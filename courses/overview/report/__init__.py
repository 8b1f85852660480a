"""The year in numbers for the council's annual report, as words, tables and files. No names."""
