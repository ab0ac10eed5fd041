"""Writes backend services from one copier template, and says what it wrote and why."""
