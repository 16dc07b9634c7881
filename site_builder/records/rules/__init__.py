"""The bodies of rules that no single field can check, one module each."""
