"""What the territory needs: raised, supported, looked at, answered, met."""
