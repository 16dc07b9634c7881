"""The comparison with other generators, and the made-up directories it is run on."""
