"""What the site costs, behind the real server: `python -m tests.bench`, and what it does not do.

One process a database (`session`), which makes the data with the product's own services (`stock`), starts gunicorn
(`server`), lets light clients in processes of their own ask for pages (`client`, `load`), and reads from /proc what the
server's workers and the database used (`processes`). Counting queries and measuring time are always two runs.
"""
