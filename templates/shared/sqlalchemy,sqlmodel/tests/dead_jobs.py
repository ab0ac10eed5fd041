"""The dead-letter list, as tests look at it."""

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.queue import dead_letters
from {{ package_name }}.jobs import Job
from {{ package_name }}.settings import Settings


{{ async_ }}def dead_jobs(settings: Settings) -> list[Job]:
    """Return the jobs on the list, oldest first."""
    database = Database(settings.database_url)
    {{ async_ }}with database.reading() as session:
        letters = {{ await_ }}dead_letters.all_of_them(session)
    {{ await_ }}database.close()
    return [letter.to_job() for letter in letters]
