"""Page images, drawn in this process."""

import io

import PIL.Image
import PIL.ImageChops
import PIL.ImageStat
import pytest

from saaska.documents import pdf, preview
from saaska.documents.frames import DENSE, PAGE, SIZES, THUMBNAIL, Picture
from saaska.documents.tests.picture_files import saved

# WeasyPrint leaves closing its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc")

CSS = "@page{size:A4;margin:0} body{margin:0;background:#2563eb} div{break-before:page;background:#fff;height:9cm}"


@pytest.fixture(scope="module")
def document():
    return pdf.render("<p>One<div>Two</div>", CSS).pdf


def opened(image):
    return PIL.Image.open(io.BytesIO(image))


class TestPictures:
    @pytest.mark.parametrize(
        ("size", "pixels"), [(PAGE, (794, 1123)), (DENSE, (1588, 2246)), (THUMBNAIL, (320, 453))]
    )
    def test_a_page_is_as_large_as_asked(self, document, size, pixels):
        drawn = preview.pictures(document, [Picture(1, size)])

        image = opened(drawn[Picture(1, size)])
        assert (image.format, image.mode, image.size) == ("PNG", "P", pixels)

    def test_each_page_has_its_own(self, document):
        drawn = preview.pictures(document, [Picture(1), Picture(2)])

        colours = [opened(drawn[Picture(page)]).convert("RGB").getpixel((400, 200)) for page in (1, 2)]
        assert all(abs(is_ - was) < 5 for is_, was in zip(colours[0], (0x25, 0x63, 0xEB), strict=True))
        assert min(colours[1]) > 250

    def test_a_photo_keeps_its_shades(self):
        shades = PIL.Image.merge(
            "RGB", [PIL.Image.linear_gradient("L").rotate(turn) for turn in (0, 90, 180)]
        )
        shades = shades.point(lambda value: 150 + value // 4)  # as skin has them: many, close together
        files = {"photo.png": saved(shades, "PNG")}
        with_photo = pdf.render('<img src="app:photo.png" style="width:100px"><p>Text', CSS, files=files).pdf

        image = opened(preview.pictures(with_photo, [Picture(1)])[Picture(1)])

        seen = image.convert("RGB").crop((0, 0, 100, 100)).reduce(4)
        away = PIL.ImageChops.difference(seen, shades.resize((100, 100)).reduce(4))
        assert (image.format, image.mode, image.size) == ("PNG", "P", (794, 1123))
        assert max(PIL.ImageStat.Stat(away).mean) < 1.5

    @pytest.mark.parametrize("page", [0, -1, 3])
    def test_a_page_that_is_not_there_has_none(self, document, page):
        assert preview.pictures(document, [Picture(page)]) == {}

    def test_the_same_page_gives_the_same_bytes(self, document):
        wanted = [Picture(1, size) for size in SIZES]

        assert preview.pictures(document, wanted) == preview.pictures(document, wanted)
