"""Which receivers a signal has for a model."""


def names_of_receivers(signal, model) -> set[str]:
    """Return the `dispatch_uid` of the receivers that hear of `model`: those connected to it, and those of all models."""
    return {key[0] for key, *_rest in signal.receivers if key[1] in {id(None), id(model)}}
