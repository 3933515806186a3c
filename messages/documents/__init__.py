"""A month's figures as documents. Each shows the figures of `domain.summary` and computes none of its own."""
