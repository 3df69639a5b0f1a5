"""Where the farm sells."""
