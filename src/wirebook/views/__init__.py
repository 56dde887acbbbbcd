"""What people see of a book: tables in the terminal, the report, and files for other tools."""
