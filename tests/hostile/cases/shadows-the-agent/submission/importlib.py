import sys as _sys

dumps = loads = pack = unpack = b2a_base64 = dump = load = signature = lambda *arguments, **options: b"8"
_sys.modules.setdefault("json", _sys.modules[__name__])
