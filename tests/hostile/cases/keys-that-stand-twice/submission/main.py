print('{"schema": "grader/report/v1", "score": 0, "score": 100}')
