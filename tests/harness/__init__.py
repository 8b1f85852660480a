"""What the test run stands on: databases, a browser, checkers, and the runs of `make test` themselves."""
