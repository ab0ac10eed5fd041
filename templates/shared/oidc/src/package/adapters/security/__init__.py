"""What proves who calls."""
