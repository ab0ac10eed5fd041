"""Tests of the whole service, as its clients and its operators meet it."""
