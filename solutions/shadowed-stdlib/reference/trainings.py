"""When the sports club trains."""

DAYS = {"chess": ["Friday"], "judo": ["Monday", "Thursday"], "running": ["Tuesday", "Saturday"]}


def days(sport):
    """Give the days of the week on which a sport trains."""
    return DAYS[sport]
