import pytest

from parking import ParkingLot, Full

LARGE = 3


def setup_module():
    assert ParkingLot(LARGE).free == LARGE


class TestParking:
    def setup_method(self):
        self.lot = ParkingLot(2)

    def teardown_method(self):
        self.lot.clear()

    def test_park(self):
        self.lot.park("AB 1")
        assert self.lot.free == 1
        assert "AB 1" in self.lot

    def test_full(self):
        self.lot.park("AB 1")
        self.lot.park("AB 2")
        with pytest.raises(Full):
            self.lot.park("AB 3")

    def test_leave(self):
        self.lot.park("AB 1")
        self.lot.leave("AB 1")
        assert self.lot.free == 2


class TestPrices:
    @pytest.fixture(scope="class")
    def lot(self):
        return ParkingLot(1, price=2)

    @pytest.mark.parametrize("minutes, price", [(0, 0), (1, 2), (60, 2), (61, 4)])
    def test_price(self, lot, minutes, price):
        assert lot.price_of(minutes) == price

    def test_prices_at_once(self, lot):
        prices = {minutes: lot.price_of(minutes) / 3 for minutes in (60, 90)}
        assert prices == pytest.approx({60: 0.6666667, 90: 1.3333333})

    def test_free_lot(self):
        assert ParkingLot(1).price_of(600) == 0
