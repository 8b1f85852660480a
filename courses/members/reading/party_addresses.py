"""Whether an address is one of a political party: advice for the clerk, nothing more. Which party is never told."""

#: Domains of parties with seats in the States General, councils, States or water boards, as their sites have them.
_DOMAINS = frozenset(
    "50pluspartij.nl bbb.nl belang-nederland.nl bewegingdenk.nl bij1.org boerburgerbeweging.nl bvnl.nl cda.nl "
    "christenunie.nl d66.nl fnp.frl forumvoordemocratie.nl fvd.nl glpvda.nl groenlinks.nl groenlinkspvda.nl ja21.nl "
    "nieuwsociaalcontract.nl partijvoordedieren.nl partijnieuwsociaalcontract.nl pvda.nl pvv.nl sgp.nl sp.nl "
    "voltnederland.org vvd.nl waternatuurlijk.nl".split()
)
#: How the domain of a local branch begins, or what stands in it between dashes: vvdvoorbeeldstad.nl, cda-buurdorp.nl.
_BEGINNINGS = ("vvd", "d66", "pvda", "glpvda", "groenlinks", "christenunie", "partijvoordedieren", "lokaalbelang")
_PARTS = frozenset("cda sgp sp pvv pvdd denk volt bbb ja21 fvd nsc partij fractie".split())


def looks_like_a_partys(email: str) -> bool:
    """Whether the domain of `email` (case-folded) is a party's, or reads as a branch’s or a group’s."""
    labels = email.rpartition("@")[2].split(".")
    if any(".".join(labels[place:]) in _DOMAINS for place in range(len(labels) - 1)):
        return True
    return any(
        label.startswith(_BEGINNINGS) or _PARTS.intersection(label.split("-")) or label.endswith(("partij", "fractie"))
        for label in labels[:-1]
    )
