"""From a file of somebody's to a plain table, in a child process. No Django here."""
