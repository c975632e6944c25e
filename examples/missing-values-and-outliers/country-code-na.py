"""A country that disappears while a table is read, and how it comes back."""

from io import StringIO

import pandas as pd

CSV = "country,orders\nDE,5\nNA,3\nDE,2\nNA,4\n"

as_read = pd.read_csv(StringIO(CSV))
print(as_read.groupby("country")["orders"].sum().to_dict(), "by default")

as_meant = pd.read_csv(StringIO(CSV), keep_default_na=False)
print(as_meant.groupby("country")["orders"].sum().to_dict(), "with keep_default_na=False")

# No row was lost: groupby dropped a key.
assert as_read["orders"].sum() == as_meant["orders"].sum() == 14
