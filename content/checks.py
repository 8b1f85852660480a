"""System checks that keep known traps shut."""
