"""A failure told without its text, which may hold somebody's words, a phone number or the token."""


def failure_place(error: BaseException) -> str:
    """The kind of failure and the place in our code where it came up."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    code = trace.tb_frame.f_code
    return f"{type(error).__name__} in {code.co_name}, line {trace.tb_lineno}"
