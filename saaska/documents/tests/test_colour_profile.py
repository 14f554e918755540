"""The short profile means the colours that everybody's sRGB means."""

import io

import pikepdf
import pytest
from PIL import Image, ImageCms

from saaska.documents import colour_profile, renderer


@pytest.fixture
def ours() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(colour_profile.profile()))


def test_it_is_a_profile_of_a_screen(ours):
    said = ours.profile

    assert (said.device_class, said.xcolor_space, said.connection_space) == ("mntr", "RGB ", "XYZ ")
    assert said.profile_description == "sRGB"
    assert len(colour_profile.profile()) == 480


def test_each_tone_is_the_same(ours):
    tones = bytes(value for tone in range(256) for place in range(3) for value in changed(tone, place))
    image = Image.frombytes("RGB", (256, 3), tones)
    into_ours = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ours, "RGB", "RGB")

    made = ImageCms.applyTransform(image, into_ours).tobytes()

    assert max(abs(before - after) for before, after in zip(tones, made, strict=True)) <= 1


def changed(tone: int, place: int) -> list[int]:
    return [tone if at == place else 90 for at in range(3)]


def test_it_is_in_the_pdf():
    made = renderer.render("<html lang=en><title>a</title><p>b", "")

    with pikepdf.open(io.BytesIO(made.pdf)) as read:
        (intent,) = read.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == colour_profile.profile()
