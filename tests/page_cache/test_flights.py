"""One request makes an answer, the others wait."""

from concurrent.futures import ThreadPoolExecutor

from page_cache.flights import Flights


def test_one_makes_and_the_others_wait():
    flights, made = Flights(), []
    assert flights.claim("a") is None and flights.claim("b") is None

    def wait() -> int:
        flights.claim("a").result(5)
        return len(made)

    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(wait) for _number in range(4)]
        made.append("a")
        while not flights.find("a"):
            pass
        flights.land("a")
        assert [future.result(5) for future in waiting[:1]] == [1]
        flights.claim("a")  # who came too late to wait makes it anew
        flights.land("a")
    assert flights.find("a") is None and flights.find("b") is not None
    flights.land("a")
