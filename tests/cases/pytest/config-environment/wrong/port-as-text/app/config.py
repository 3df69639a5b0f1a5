import configparser
import os


class ConfigError(Exception):
    pass


def read_config(path):
    parser = configparser.ConfigParser()
    parser.read(path)
    try:
        return {"host": parser["server"]["host"], "port": parser["server"]["port"]}
    except KeyError as error:
        raise ConfigError(f"{path}: {error} is missing") from error


def from_environment(name, default, kind=int):
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return kind(value)
    except ValueError:
        raise ConfigError(f"{name} is no {kind.__name__}")


def home_file(name):
    return os.path.join(os.path.expanduser("~"), name)
