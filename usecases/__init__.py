"""What the product does, a verb a file.

Use cases are handed a unit of work, never commit, and never talk to Telegram.
"""
