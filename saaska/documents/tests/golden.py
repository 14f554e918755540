"""Golden pages: images of pages as they are meant to look, and what differs from them.

`bin/test FILE --renew-pages` writes those that are missing or look otherwise now: look at the difference first.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from saaska.documents.fonts import PROJECT

WIDTH = 496  # pixels: 60 an inch of A4
STEP = 17  # of 255: shades are kept as coarsely as that, which halves the files
APART = 24  # of 255, in any of red, green and blue: more than the coarseness and another machine's arithmetic make
PIXELS = 60  # of some 350,000 may be that far apart; a letter of small type has 20
DIFFERENCES = PROJECT / "var" / "pages"


@dataclass(frozen=True)
class Golden:
    """The images in a folder. Asked to `renew`, it writes what is drawn now instead of comparing."""

    folder: Path
    renew: bool = False
    differences: Path = DIFFERENCES

    def check(self, name: str, pdf: bytes, page: int) -> None:
        """AssertionError when the page does not look as its image does."""
        path = self.folder / f"{name}.webp"
        now = drawn(pdf, page)
        then = opened(path) if path.exists() else None
        if then and (apart := far_apart(then, now)) <= PIXELS:
            return
        if self.renew:
            keep(now, path)
            return
        assert then, f"There is no image of {name} yet: --renew-pages makes it."
        shown = self.differences / f"{self.folder.parts[-3]}-{name}.png"
        shown.parent.mkdir(parents=True, exist_ok=True)
        beside(then, now).save(shown)
        raise AssertionError(
            f"{name} looks otherwise in {apart:,} pixels. {shown} shows it: wanted, now, where they differ."
            " If that is meant, --renew-pages makes it the golden one."
        )


def drawn(pdf: bytes, page: int) -> Image.Image:
    """The page, the first of which is 1, as it is compared."""
    document = pdfium.PdfDocument(pdf)
    sheet = document[page - 1]
    image: Image.Image = sheet.render(scale=WIDTH / sheet.get_width()).to_pil().convert("RGB")
    sheet.close()
    document.close()
    return image


def opened(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes())).convert("RGB")


def keep(image: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    coarse = image.point(lambda shade: round(shade / STEP) * STEP)
    coarse.save(path, "WEBP", lossless=True, quality=100, method=6)


def far_apart(then: Image.Image, now: Image.Image) -> int:
    """How many pixels differ visibly; all of them when the sizes do."""
    if then.size != now.size:
        return now.width * now.height
    return marks(then, now).histogram()[255]


def marks(then: Image.Image, now: Image.Image) -> Image.Image:
    """White where the two are far apart."""
    red, green, blue = ImageChops.difference(then, now).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point(lambda level: 255 if level > APART else 0)


def beside(then: Image.Image, now: Image.Image) -> Image.Image:
    """Three pages in a row: wanted, drawn now, and the latter pale with what differs in red."""
    sheet = Image.new("RGB", (then.width + now.width * 2 + 40, max(then.height, now.height) + 20), "#777777")
    where = Image.blend(now, Image.new("RGB", now.size, "white"), 0.7)
    if then.size == now.size:
        where.paste("#d00000", mask=marks(then, now))
    for left, image in ((10, then), (then.width + 20, now), (then.width + now.width + 30, where)):
        sheet.paste(image, (left, 10))
    return sheet
