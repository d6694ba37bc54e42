"""What a machine can see on a page: what axe finds, whether it scrolls sideways, and text that is cut off or overlaps."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
TWICE = {"width": 683, "height": 384}  # the laptop's window at 200 %
STILL = {"reduced_motion": "reduce"}  # a colour on its way from one theme to the other is no fault
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN_AXE = """async (options) => (await axe.run({resultTypes: ["violations"], ...options})).violations.flatMap(
    (fault) => fault.nodes.map((node) => `${fault.id}: ${node.target}`))"""
SPOILT_TEXT = Path(__file__).with_name("spoilt_text.js").read_text()


def faults(page):
    """What is wrong with the page that is open, in any theme, size or enlargement."""
    found = []
    for name, size, theme in (("laptop", LAPTOP, "light"), ("phone", PHONE, "light"), ("phone", PHONE, "dark")):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(size)  # a theme changes nothing but colours
        found += [f"{name}, {theme}: {fault}" for fault in axe_faults(page, of_colours=theme == "dark")]
    found += [f"phone: {fault}" for fault in sideways(page) + spoilt_text(page)]
    page.set_viewport_size(TWICE)
    found += [f"at 200 %: {fault}" for fault in sideways(page) + spoilt_text(page)]
    page.set_viewport_size(LAPTOP)
    found += [f"laptop: {fault}" for fault in sideways(page) + spoilt_text(page)]
    return found


def axe_faults(page, *, of_colours=False):
    """What axe finds, as "rule: element"; only what hangs on the theme with of_colours."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    return page.evaluate(RUN_AXE, {"runOnly": COLOURS} if of_colours else {})


def sideways(page):
    """How many pixels the page scrolls sideways, as a list of one sentence or none."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} px too wide"] if wide > 0 else []


def spoilt_text(page, *, selects=True):
    """Text that is cut off without an ellipsis or lies over other text, in the window as it is.

    selects: whether the chosen words of each <select> have to fit into it, too.
    """
    return page.evaluate(SPOILT_TEXT, {"selects": selects})
