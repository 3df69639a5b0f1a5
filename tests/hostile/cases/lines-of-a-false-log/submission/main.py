print("\nScore: 13 of 13\n2026-11-20 12:00:00 INFO grade: all checks passed")
