"""Finding text by any part of it, fast among millions and alike on both databases: see text.py, index.py, finding.py."""
