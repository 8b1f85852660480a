"""The register of the own members, and what can be done to each."""
