"""A test set that stays the same when customers join, and one that does not."""

import hashlib

import numpy as np
from sklearn.model_selection import train_test_split


def in_test(customer: str, share: float = 0.2, salt: str = "2026") -> bool:
    """Whether a customer is in the test set: the same in every process, whoever else exists."""
    digest = hashlib.sha256(f"{salt}:{customer}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < share * 2**64


def seeded(customers: list[str]) -> set[str]:
    """The test set that a seeded shuffle draws."""
    return set(train_test_split(np.array(customers), test_size=0.2, random_state=0)[1].tolist())


def hashed(customers: list[str]) -> set[str]:
    """The test set by each customer's own hash."""
    return {customer for customer in customers if in_test(customer)}


before = [f"customer-{number}" for number in range(1000)]
after = [*before, "customer-1000"]
for split in (seeded, hashed):
    moved = (split(before) ^ split(after)) - {"customer-1000"}
    print(f"{split.__name__}: {len(split(before))} in the test set; one joins, {len(moved)} move")
