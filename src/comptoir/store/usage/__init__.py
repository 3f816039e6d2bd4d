"""What was used: records from people, devices and files, their imports, and the rows that could not be taken."""
