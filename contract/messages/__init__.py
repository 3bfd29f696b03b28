"""The messages of the contract, one typed struct each."""
