"""From a list as a clerk has it to members, each a row: bytes in, names, offices and dates out. Keeps nothing."""
