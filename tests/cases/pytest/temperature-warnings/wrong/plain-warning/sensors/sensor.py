import logging
import warnings

logger = logging.getLogger(__name__)


class CalibrationWarning(UserWarning):
    pass


class Sensor:
    def __init__(self, name="sensor"):
        self.name = name

    def read(self, value):
        if value is None:
            logger.error("%s: no reading", self.name)
            return None
        if value > 100:
            warnings.warn(f"{self.name}: {value} cannot be")
        logger.info("%s: read %s", self.name, value)
        return value
