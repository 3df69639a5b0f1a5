DAYS = {
    "chess": ["Friday"],
    "judo": ["Monday", "Thursday"],
    "running": ["Tuesday", "Saturday"],
}
days = DAYS.__getitem__
