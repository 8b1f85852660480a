"""Which colour stands on which, and how much they must differ: the table behind `test_contrast.py`.

WCAG 2.2 asks 4.5 of text and 3 of large text, of what controls are made of, and of what a picture says. Body text here
has 7. Names are those in tokens.css without `--basis-color-`, or whole where they begin otherwise.
"""

BODY, TEXT, SHAPE = 7.0, 4.5, 3.0
GROUNDS = ("default-bg-document", "default-bg-subtle", "default-bg-default", "--wia-color-paper")

#: (what stands there, on what, the least ratio)
PAIRS = [
    # running text, on every ground that a page has
    *(("default-color-document", ground, BODY) for ground in GROUNDS),
    *(("default-color-subtle", ground, TEXT) for ground in GROUNDS),
    *(("action-2-color-default", ground, TEXT) for ground in GROUNDS),  # links
    *(("default-color-document", f"{tone}-bg-default", BODY) for tone in ("positive", "warning", "negative", "info")),
    *(("action-2-color-default", f"{tone}-bg-default", TEXT) for tone in ("positive", "warning", "negative", "info")),
    # a tone's own words and icons
    ("positive-color-default", "positive-bg-default", TEXT),
    ("warning-color-default", "warning-bg-default", TEXT),
    ("negative-color-default", "negative-bg-default", TEXT),
    ("negative-color-default", "default-bg-document", TEXT),  # the error at a field
    ("negative-color-default", "default-bg-subtle", TEXT),
    ("positive-color-default", "default-bg-document", SHAPE),  # the tick in the task list
    ("warning-color-default", "default-bg-document", SHAPE),
    # the accent: buttons, the numbers of lists, icons, the state "under way"
    ("action-1-inverse-color-default", "action-1-color-default", TEXT),
    ("action-1-inverse-color-default", "action-1-color-hover", TEXT),
    ("action-1-color-default", "default-bg-document", TEXT),
    ("action-1-color-default", "default-bg-subtle", TEXT),
    ("action-1-color-default", "info-bg-default", TEXT),
    ("action-1-color-hover", "default-bg-document", SHAPE),
    # the start card, the way out and the alarm: light on dark
    ("accent-1-inverse-color-default", "accent-1-inverse-bg-default", BODY),
    ("accent-1-inverse-color-subtle", "accent-1-inverse-bg-default", TEXT),
    ("--wia-panel-button-color", "accent-1-inverse-color-default", TEXT),
    ("--wia-panel-button-color", "accent-1-inverse-color-subtle", TEXT),
    ("--wia-panel-line-color", "accent-1-inverse-bg-default", SHAPE),
    ("--wia-panel-tone-color", "accent-1-inverse-bg-default", SHAPE),
    ("--wia-panel-line-color", "--wia-panel-night-color", SHAPE),
    ("default-bg-document", "default-color-document", BODY),
    # what controls are made of
    ("--basis-form-control-border-color", "default-bg-document", SHAPE),
    ("--basis-form-control-border-color", "default-bg-subtle", SHAPE),
    # the ring around what has the focus: two tones, of which one stands out on any ground
    ("--basis-focus-background-color", "--basis-focus-outline-color", TEXT),
    # charts and the second voice: lines and shapes
    *((f"--wia-chart-series-{number}-color", "default-bg-document", SHAPE) for number in (1, 2, 3, 4)),
    ("accent-2-color-default", "default-bg-document", SHAPE),
    ("accent-2-color-default", "default-bg-subtle", SHAPE),
    ("action-1-color-default", "default-bg-default", SHAPE),
    # drawings: what is drawn, on the paper of the drawing
    ("--wia-illustration-line-color", "--wia-illustration-bg-color", SHAPE),
    ("--wia-illustration-tone-color", "--wia-illustration-bg-color", SHAPE),
    ("--wia-illustration-moon-color", "--wia-illustration-night-color", SHAPE),
]

#: Of two colours one must stand out: the focus ring is drawn in both, one inside the other.
EITHER = [(("--basis-focus-background-color", "--basis-focus-outline-color"), ground, SHAPE) for ground in GROUNDS]

#: Colours that say nothing, and why.
DECORATIVE = {
    "--wia-color-plate": "lies behind logos and codes to scan, whose colours are not ours",
    "--wia-picture-bg-color": "lies behind a picture while it comes in, and shows where one is transparent",
    "default-border-subtle": "hairlines between what space already parts; no control and no state hangs on one",
}
