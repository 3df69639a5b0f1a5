def most_urgent(jobs):
    return max(jobs, key=lambda job: job[1].name)
