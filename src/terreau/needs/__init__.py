"""What the territory needs: raised, supported, merged, answered."""
