import fines
