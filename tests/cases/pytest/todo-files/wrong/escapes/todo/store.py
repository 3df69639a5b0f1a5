import json
import os


class TodoError(Exception):
    pass


class Store:
    def __init__(self, path):
        self.path = str(path)
        self._entries = []
        if os.path.exists(self.path):
            self._read()

    def _read(self):
        try:
            with open(self.path, encoding="utf-8") as file:
                self._entries = json.load(file)
        except ValueError as error:
            raise TodoError(f"cannot read {self.path}") from error

    def _write(self):
        with open(self.path, "w", encoding="utf-8") as file:
            json.dump(self._entries, file)

    def add(self, text):
        self._entries.append({"text": text, "done": False})
        self._write()

    def done(self, number):
        self._entries[number]["done"] = True
        self._write()

    def items(self):
        return [f"[{'x' if entry['done'] else ' '}] {entry['text']}" for entry in self._entries]

    def export(self, folder):
        os.makedirs(folder)
        target = os.path.join(folder, "todo.txt")
        with open(target, "w", encoding="utf-8") as file:
            file.writelines(item + "\n" for item in self.items())
        return target
