"""Pictures that people send: what becomes of good ones, and why others are refused."""

import io

import pytest
from PIL import Image, ImageCms, ImageFile

from saaska.documents import portraits
from saaska.documents.portraits import RefusedError, portrait
from saaska.documents.tests import picture_files
from saaska.documents.tests.picture_files import SECRET, drawn, jpeg, png, saved, taken_by_telephone, webp


def opened(file):
    image = Image.open(io.BytesIO(file))
    image.load()
    return image


def near(colour, other):
    return all(abs(one - two) < 12 for one, two in zip(colour, other, strict=True))


class TestPortrait:
    @pytest.mark.parametrize("make", [jpeg, png, webp], ids=["jpeg", "png", "webp"])
    def test_it_is_a_jpeg_in_print_size(self, make):
        made, width, height = portrait(make((1600, 2000)))

        image = opened(made)
        assert (image.format, image.size, (width, height)) == ("JPEG", (480, 600), (480, 600))
        assert near(image.getpixel((40, 40)), (255, 0, 0))

    @pytest.mark.parametrize(
        ("sent", "becomes"),
        [
            ((2000, 1000), (480, 480)),
            ((1000, 1000), (480, 480)),
            ((1000, 1100), (480, 528)),
            ((500, 2000), (480, 600)),
            ((200, 220), (200, 220)),
        ],
    )
    def test_it_is_cropped_to_a_portrait_and_never_enlarged(self, sent, becomes):
        assert portrait(jpeg(sent))[1:] == becomes

    def test_of_a_tall_picture_more_is_cut_off_below(self):
        tall = Image.new("RGB", (400, 900), "white")
        tall.paste("red", (0, 100, 400, 600))

        image = opened(portrait(saved(tall, "PNG"))[0])

        assert near(image.getpixel((240, 10)), (255, 0, 0))
        assert near(image.getpixel((240, 490)), (255, 0, 0))

    def test_the_same_file_gives_the_same_bytes(self):
        assert portrait(jpeg())[0] == portrait(jpeg())[0]

    def test_it_stands_upright_and_says_nothing_of_the_camera(self):
        sent = taken_by_telephone(orientation=6)  # to be turned to the right

        made, width, height = portrait(sent)

        image = opened(made)
        assert (width, height) == (400, 400)  # 500 × 400, once upright
        assert near(image.getpixel((10, 10)), (0, 0, 255))
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not image.getexif()
        assert b"Secret" in sent
        assert not any(said in made for said in (b"Secret", b"secret", b"Exif", b"ICC_PROFILE"))

    @pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "I;16"])
    def test_every_kind_of_pixels_is_read(self, mode):
        grey = drawn(mode="L") if mode == "I;16" else None
        image = grey.point(lambda value: value * 257, "I").convert("I;16") if grey else drawn(mode=mode)

        made = opened(portrait(saved(image, "PNG"))[0])

        assert made.mode == "RGB"
        assert near(made.getpixel((390, 490)), (255, 255, 255))

    def test_a_cmyk_jpeg_keeps_its_colours(self):
        made = opened(portrait(saved(drawn(mode="CMYK"), "JPEG"))[0])

        assert near(made.getpixel((10, 10)), (255, 0, 0))

    def test_what_is_transparent_becomes_white(self):
        clear = Image.new("RGBA", (300, 300), (255, 0, 0, 0))

        assert near(opened(portrait(saved(clear, "PNG"))[0]).getpixel((100, 100)), (255, 255, 255))

    def test_colours_are_those_that_the_profile_means(self):
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        meant = opened(portrait(jpeg(icc_profile=lab.tobytes()))[0])
        broken = opened(portrait(jpeg(icc_profile=b"no profile"))[0])

        assert near(meant.getpixel((10, 10)), (255, 0, 0))
        assert near(broken.getpixel((10, 10)), (255, 0, 0))

    def test_a_telephones_picture_of_several_is_its_first(self):
        several = saved(drawn(), "MPO", save_all=True, append_images=[drawn((200, 200))])

        assert portrait(several)[1:] == (400, 500)

    @pytest.mark.parametrize(
        "make",
        [picture_files.zip_behind, picture_files.html_in_comment, picture_files.html_in_text_of_png],
        ids=["archive behind", "HTML in a comment", "HTML in a text"],
    )
    def test_nothing_hidden_comes_through(self, make):
        sent = make()

        made, *_size = portrait(sent)

        assert SECRET in sent or b"PK" in sent
        assert not any(hidden in made for hidden in (SECRET, b"script", b"PK\x03\x04", b"hidden"))


@pytest.fixture(autouse=True)
def as_in_a_printer(monkeypatch):
    """WeasyPrint asks Pillow to take files that end too early."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)


@pytest.mark.parametrize("name", picture_files.BAD)
def test_it_refuses(name):
    make, reason = picture_files.BAD[name]

    with pytest.raises(RefusedError) as refused:
        portrait(make())

    assert refused.value.reason == reason


def test_pixels_are_counted_before_they_are_decoded(monkeypatch):
    sent = jpeg()
    monkeypatch.setattr(portraits, "MOST_PIXELS", 400 * 500 - 1)
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("it was decoded"))

    with pytest.raises(RefusedError):
        portrait(sent)
