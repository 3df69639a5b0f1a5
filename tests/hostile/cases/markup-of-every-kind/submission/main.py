print(".. raw:: html\n\n   <b>Hello</b>\n# Hello, Alan!\n| a | b |")
