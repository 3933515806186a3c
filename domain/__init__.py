"""The rules of the follow-up: values and pure functions, standard library only (docs/rules.md)."""
