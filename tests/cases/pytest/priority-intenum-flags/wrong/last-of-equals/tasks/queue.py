def most_urgent(jobs):
    return sorted(jobs, key=lambda job: job[1])[-1]
