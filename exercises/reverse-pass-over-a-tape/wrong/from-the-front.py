"""A reverse pass over a tape."""

Tape = list[list[tuple[int, float]]]


def backward(tape: Tape) -> list[float]:
    """Return the derivative of the last value with respect to each value of the tape.

    Entry i holds pairs (source, slope): value i was computed from the earlier value `source`, with
    the local derivative `slope`. The result is as long as the tape.
    """
    if not tape:
        return []
    adjoint = [0.0] * len(tape)
    adjoint[-1] = 1.0
    for index in range(len(tape)):
        for source, slope in tape[index]:
            adjoint[source] += adjoint[index] * slope
    return adjoint
