from {{ package_name }}.adapters.queue.rq_queue import connect
from {{ package_name }}.worker import LOOK_FOR_DEAD_WORKERS, WatchedQueue


def test_a_worker_that_died_while_it_looked_after_the_queue_is_soon_replaced(
    redis_url: str,
) -> None:
    with connect(redis_url) as connection:
        queue = WatchedQueue("watched", connection=connection)

        assert queue.acquire_maintenance_lock()
        assert not queue.acquire_maintenance_lock()
        assert 0 < connection.ttl(queue.registry_cleaning_key) <= LOOK_FOR_DEAD_WORKERS
