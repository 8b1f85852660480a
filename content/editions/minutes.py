"""How long reading still takes."""


def minutes_left(minutes: int, position: int, screens: int) -> int:
    """Return about how many of `minutes` the screens after `position` take, rounded up; at least one."""
    return max(1, -(-minutes * (screens - position) // max(screens, 1)))
