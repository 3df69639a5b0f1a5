import pytest

pytest.skip("no dice", allow_module_level=True)
