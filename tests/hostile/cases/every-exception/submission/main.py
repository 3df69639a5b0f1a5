class Quiet(BaseException):
    def __str__(self):
        raise self


raise Quiet
