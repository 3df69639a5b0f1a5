from bookshop.report import main

main()
