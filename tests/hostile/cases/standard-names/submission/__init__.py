# somebody made the top folder a package
