import threading

from {{ package_name }}.web.draining import Drain

from tests.polling import until


def test_without_requests_there_is_nothing_to_wait_for() -> None:
    Drain().wait()


def test_requests_in_flight_are_waited_for() -> None:
    drain = Drain()
    drain.enter()
    waiter = threading.Thread(target=drain.wait)
    waiter.start()
    waiter.join(0.05)
    assert waiter.is_alive()

    drain.leave()

    until(lambda: not waiter.is_alive())


def test_it_is_not_waited_for_ever() -> None:
    drain = Drain(seconds=0.01)
    drain.enter()

    drain.wait()
