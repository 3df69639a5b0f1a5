"""The untrusted side: `agent.py` is read as text and sent into the sandbox, never imported here."""
