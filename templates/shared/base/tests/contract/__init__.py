"""Tests of ports: one suite for each, run on every adapter that it has."""
