"""What people ask and contest, and what was answered."""
