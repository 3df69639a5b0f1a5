"""How proofs of exercises are shown to their authors: a table in the terminal, JSON, JUnit."""
