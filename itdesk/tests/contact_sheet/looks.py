"""The sizes and themes each scene is taken in, and the sheets that the shots are laid out on."""

from dataclasses import dataclass
from html import escape

LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 360, "height": 740}


@dataclass(frozen=True)
class Look:
    size: dict
    theme: str
    tallest: int  # pixels of the page that are shown at most
    columns: int  # of a sheet
    on_a_sheet: int


LOOKS = {
    "laptop-light": Look(LAPTOP, "light", 1100, 3, 6),
    "laptop-dark": Look(LAPTOP, "dark", 1100, 3, 6),
    "phone-light": Look(PHONE, "light", 1500, 6, 12),
    "narrow-dark": Look(NARROW, "dark", 1500, 6, 12),
}


def shoot(scene, page, world, folder, number):
    """Plays the scene once and takes it in every look. A page too wide for its window gets `-TOO-WIDE` in its name."""
    scene.play(page, world)
    for name, look in LOOKS.items():
        page.set_viewport_size(look.size)
        page.emulate_media(color_scheme=look.theme)
        page.wait_for_timeout(60)
        wide, tall = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        mark = "-TOO-WIDE" if wide > look.size["width"] else ""
        path = folder / name / f"{number:03}-{scene.name}{mark}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if scene.is_window:
            page.screenshot(path=path)
        else:
            tall = max(look.size["height"], min(tall, look.tallest))
            clip = {"x": 0, "y": 0, "width": look.size["width"], "height": tall}
            page.screenshot(path=path, full_page=True, clip=clip)
    page.close()


def write_sheets(browser, folder):
    """FOLDER/sheet-LOOK-N.png: the shots of a look, a handful on each."""
    page = browser.new_page(viewport={"width": 1960, "height": 1000})
    for name, look in LOOKS.items():
        shots = sorted((folder / name).glob("*.png"))
        for first in range(0, len(shots), look.on_a_sheet):
            (folder / "sheet.html").write_text(sheet(shots[first : first + look.on_a_sheet], look.columns))
            page.goto((folder / "sheet.html").resolve().as_uri())
            page.screenshot(path=folder / f"sheet-{name}-{first // look.on_a_sheet + 1:02}.png", full_page=True)
    (folder / "sheet.html").unlink(missing_ok=True)
    page.close()


def sheet(shots, columns):
    """A page of these pictures with their names."""
    figures = "".join(
        f'<figure><img src="{escape(shot.resolve().as_uri())}"><figcaption>{escape(shot.stem)}</figcaption></figure>'
        for shot in shots
    )
    return f"""<!doctype html><meta charset="utf-8"><style>
        body {{ margin: 8px; background: #888; font: 16px sans-serif; display: grid;
                gap: 8px; grid-template-columns: repeat({columns}, 1fr); align-items: start; }}
        figure {{ margin: 0; }} img {{ width: 100%; display: block; }} figcaption {{ background: #ff9; }}
    </style>{figures}"""
