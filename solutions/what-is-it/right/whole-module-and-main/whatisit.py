import argparse
import importlib.util


def kind_of(name: str) -> str:
    try:
        spec = importlib.util.find_spec(name)
    except ImportError:
        spec = None
    if not spec:
        return "nothing"
    if not spec.submodule_search_locations:
        return "module"
    return "package" if spec.has_location else "namespace package"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    for name in parser.parse_args().names:
        print(name, kind_of(name), sep=": ")


if __name__ == "__main__":
    main()
