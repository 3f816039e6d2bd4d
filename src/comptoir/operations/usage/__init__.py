"""Usage: records of people and devices, files of them, corrections, and the undoing of a file.

recording.py   record_usage, correct_usage
importing.py   preview_usage, import_usage, undo_usage_import, rejects_csv
files.py       rows of a CSV or Parquet file
columns.py     which column says what
reading.py     what was used, for those who may know
"""
