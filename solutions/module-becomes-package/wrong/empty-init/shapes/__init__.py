"""Areas and volumes of shapes."""
