"""The circuit breaker: it opens after one failure and closes after one success."""

import threading

import pytest

from search.engines.base import EngineUnavailableError
from search.engines.circuit_breaker import CircuitBreaker


class Clock:
    """A clock that tests advance."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Part:
    """Something that works or not, and counts how often it was asked."""

    works, calls = True, 0

    def __call__(self) -> str:
        self.calls += 1
        if not self.works:
            raise EngineUnavailableError("broken")
        return "answer"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def engine():
    return Part()


@pytest.fixture
def circuit(clock):
    return CircuitBreaker(wait=5, max_wait=20, clock=clock)


def fail(circuit, engine) -> str:
    """Return why a call failed."""
    with pytest.raises(EngineUnavailableError) as caught:
        circuit.call(engine)
    return str(caught.value)


def test_circuit_passes_answers_on(circuit, engine):
    assert [circuit.call(engine) for _ in range(3)] == ["answer"] * 3
    assert not circuit.is_open


def test_failed_part_is_not_asked_again_at_once(circuit, engine):
    engine.works = False
    assert fail(circuit, engine) == "broken"
    assert circuit.is_open
    engine.works = True
    assert fail(circuit, engine) == "failed a moment ago, not asked again yet"
    assert engine.calls == 1


def test_working_part_is_found_after_the_wait(circuit, engine, clock):
    engine.works = False
    fail(circuit, engine)
    engine.works, clock.now = True, clock.now + 5
    assert circuit.call(engine) == "answer"
    assert not circuit.is_open
    assert circuit.call(engine) == "answer"


def test_wait_doubles_up_to_the_limit_and_starts_anew(circuit, engine, clock):
    engine.works, waits = False, []
    for _ in range(5):
        fail(circuit, engine)
        begin = clock.now
        while circuit.is_open:
            clock.now += 1
        waits.append(clock.now - begin)
    assert waits == [5, 10, 20, 20, 20]
    engine.works = True
    assert circuit.call(engine) == "answer"
    engine.works = False
    fail(circuit, engine)
    clock.now += 5
    assert not circuit.is_open


def test_only_one_of_many_tries_after_the_wait(circuit, engine, clock):
    engine.works = False
    fail(circuit, engine)
    clock.now += 5
    entered, leave, refused = threading.Event(), threading.Event(), []

    def slow_part():
        entered.set()
        leave.wait(5)
        return "answer"

    trier = threading.Thread(target=circuit.call, args=(slow_part,))
    trier.start()
    assert entered.wait(5)
    for _ in range(8):
        refused.append(fail(circuit, engine))
    leave.set()
    trier.join(5)
    assert refused == ["failed a moment ago, not asked again yet"] * 8
    assert engine.calls == 1
    engine.works = True
    assert circuit.call(engine) == "answer"


def test_error_of_ours_does_not_open_the_circuit(circuit):
    def wrong():
        raise KeyError("ours")

    with pytest.raises(KeyError):
        circuit.call(wrong)
    assert not circuit.is_open
