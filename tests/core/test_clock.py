"""Clocks end a search between two steps; nothing else does, and nothing that is written down."""

import pytest

from relu_proofs.core.clock import Clock, OutOfTime, finishing, half, running, tick
from relu_proofs.core.rational import InputError


def test_without_a_clock_nothing_ends():
    tick()
    assert half().left == float("inf")
    with running(Clock()):
        tick()
        assert half().left == float("inf")


def test_the_first_clock_that_is_over_ends_the_search():
    with running(Clock(3600)) as outer, running(Clock()) as inner:
        tick()
        assert 1500 < half().left <= 1800
        inner.stop()
        with pytest.raises(OutOfTime):
            tick()
        outer.stop()
    tick()


def test_the_time_runs_out_by_itself():
    clock = Clock(1e-9)
    assert clock.over and clock.left == 0
    with running(clock), pytest.raises(OutOfTime):
        tick()


def test_what_is_found_is_written_down_however_late():
    with running(Clock()) as clock:
        clock.stop()
        with finishing():
            tick()
        with pytest.raises(OutOfTime):
            tick()


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), "5", True, [1]])
def test_what_is_no_span_of_time_is_refused(seconds):
    with pytest.raises(InputError, match="budget_seconds: found .*, expected a number of seconds"):
        Clock(seconds)


def test_a_number_of_seconds_beyond_floats_is_no_limit():
    assert not Clock(10**400).over
    with pytest.raises(InputError, match="above 0"):
        Clock(-(10**400))
