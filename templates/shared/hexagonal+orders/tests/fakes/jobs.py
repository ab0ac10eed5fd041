from {{ package_name }}.errors import QueueError
from {{ package_name }}.jobs import Job


class InMemoryQueue:
    broker = False

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.is_down = False

    {{ async_ }}def enqueue(self, job: Job) -> None:
        {{ await_ }}self.ping()
        self.jobs.append(job)

    {{ async_ }}def ping(self) -> None:
        if self.is_down:
            message = "the broker is down"
            raise QueueError(message)

    {{ async_ }}def close(self) -> None:
        pass
