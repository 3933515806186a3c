"""Traffic lights of actions and cooperatives (docs/rules.md, "Traffic lights")."""

from enum import StrEnum


class Light(StrEnum):
    """The light of an action or a cooperative on a given day."""

    DONE = "done"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
