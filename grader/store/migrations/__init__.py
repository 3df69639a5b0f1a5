"""How files of older versions become files of this one. Alembic runs `env.py` and what lies in `versions/`."""
