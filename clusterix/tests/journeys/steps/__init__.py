"""What people do on the pages; every step ends when its effect can be seen."""
