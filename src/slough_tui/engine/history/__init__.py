"""What people do to the register and what became of it: changes in their words, undoing, differences, runs."""
