"""The organisations of the country, from the government's lists."""
