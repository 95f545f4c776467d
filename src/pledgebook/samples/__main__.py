"""`python -m pledgebook.samples` prints the folder of the sample clippings."""

import sys

from pledgebook.samples import FOLDER

sys.stdout.write(f"{FOLDER}\n")
