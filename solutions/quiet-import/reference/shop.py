"""How much ice cream the shop of the museum needs."""

from visitors import best_day

print("Most ice cream is needed on day", best_day([3, 9, 4, 9]))
