"""Another address for somebody who is known: asked by a clerk, never simply used."""
