"""How the world reaches the use cases: routes and jobs; commands are in `cli`."""
