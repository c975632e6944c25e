"""Orders joined to a courier's average speed as of two clocks: when measured, when loaded."""

import pandas as pd

speed = pd.DataFrame(
    {
        "courier": ["Ada", "Ada"],
        "measured_at": pd.to_datetime(["2026-03-01 23:59", "2026-03-02 23:59"]),
        "loaded_at": pd.to_datetime(["2026-03-02 10:15", "2026-03-03 02:00"]),
        "speed": [14.1, 13.2],
    }
)
orders = pd.DataFrame(
    {
        "courier": "Ada",
        "asked_at": pd.to_datetime(["2026-03-02 09:00", "2026-03-02 11:00", "2026-03-03 09:00"]),
    }
)


def as_of(clock: str) -> pd.Series:
    """For each order, the last speed that the clock had passed when the order asked, in km/h."""
    joined = pd.merge_asof(orders, speed, left_on="asked_at", right_on=clock, by="courier")
    return joined["speed"]


table = orders[["asked_at"]].assign(measured=as_of("measured_at"), loaded=as_of("loaded_at"))
print(table.to_string(index=False, na_rep="missing"))
