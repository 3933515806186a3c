"""An update from Telegram becomes one call of a use case; a file per task of a person."""
