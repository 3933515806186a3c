"""The garbage collector: what is loaded at the start is no garbage, and a turn leaves hardly any."""

import gc

#: New objects before the youngest are looked through; the usual 700 come together several times a turn.
_YOUNG = 10_000


def spare_what_is_loaded() -> None:
    """From now on the collector passes over all that is there already; called once, when everything runs.

    Measured: walking through the libraries again and again took a sixth of the time of a turn, and looking for young
    garbage too often a twentieth.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
