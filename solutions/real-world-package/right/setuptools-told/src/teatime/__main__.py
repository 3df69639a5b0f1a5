from teatime.cli import main

main()
