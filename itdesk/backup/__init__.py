"""Backup and restore: one archive that holds a desk whole, whatever database it runs on.

archive.py is the file, schema.py what tables a desk has, values.py how a value looks in the archive, reading.py one moment
of a database, taking.py makes an archive, filling.py puts one into an empty database, restoring.py makes a desk of it.
"""
