from {{ package_name }}.jobs import Job


class InMemoryOutbox:
    def __init__(self, jobs: list[Job]) -> None:
        self._jobs = jobs

    def add(self, job: Job) -> None:
        self._jobs.append(job)
