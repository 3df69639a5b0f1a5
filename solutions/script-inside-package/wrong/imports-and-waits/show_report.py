"""Print the report of the bookshop."""

import bookshop.report
