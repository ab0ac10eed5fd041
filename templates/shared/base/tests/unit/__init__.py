"""Tests of parts on their own."""
