"""What the use cases need of the outside, each as small as they need it.

Two ports are older than any use case and lie above all rings: `jobs.JobQueue` and `mail.Mailer`.
"""
