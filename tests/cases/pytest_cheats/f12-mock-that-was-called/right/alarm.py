class Alarm:
    def __init__(self, bell):
        self.bell = bell

    def trigger(self, reason):
        self.bell(reason)
