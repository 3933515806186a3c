"""The clock's turn: named ticks, each one call of a use case."""
