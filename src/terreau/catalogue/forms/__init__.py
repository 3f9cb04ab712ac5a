"""What people are asked about data, and what addresses ask for."""
