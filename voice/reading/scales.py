"""A number cut into thousands, the way every language here counts."""


def by_thousands(number: int) -> list[tuple[int, int]]:
    """(power of a thousand, 0 to 999) from the highest to the lowest."""
    groups = []
    scale = 0
    while number:
        number, group = divmod(number, 1000)
        groups.append((scale, group))
        scale += 1
    return groups[::-1]
