"""A room of the tests: papers that can be found, as any room may declare them."""
