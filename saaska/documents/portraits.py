"""A picture as somebody sends it, made into a portrait as it is printed. For printer processes, which hold no secret
and are limited in memory and time: decoding a stranger's file is nothing for the web's own.

What comes out is new: pixels and nothing else. Where and with what it was taken, profiles, comments, previews, and
whatever was hidden before, between or behind the pixels stays in the file that was sent, which nobody keeps.
"""

import io
import warnings
from typing import Final

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

FORMATS: Final = ("JPEG", "PNG", "WEBP")
MOST_PIXELS: Final = 30_000_000  # told by the file's head, before any of them is decoded
LEAST: Final = 150  # pixels a side: 13 mm in print
WIDTH, HEIGHT = 480, 600  # of what is printed at most: 300 dots an inch and more in every design's place
NARROWEST: Final = 4 / 5  # width to height
ABOVE: Final = 1 / 4  # of what is cut off a tall picture: faces are in its upper half
QUALITY: Final = 85
SMALL: Final = (192, 240)  # of the portrait in an editor, at two dots a pixel
SMALL_QUALITY: Final = 70
WHITE: Final = (255, 255, 255)
SRGB: Final = ImageCms.createProfile("sRGB")
TO_SRGB: Final = ("RGB", "CMYK", "L")  # modes that a colour profile is followed in


class RefusedError(Exception):
    """No portrait can be made of it. `reason`: kind, heic, vector, pixels, small, moving, damaged."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def portrait(file: bytes) -> tuple[bytes, int, int]:
    """A JPEG and its width and height. The same file gives the same bytes."""
    patient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint is patient
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(file), formats=FORMATS)
            return _written(_cropped(_read(image)))
    except RefusedError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise RefusedError("pixels") from problem
    except UnidentifiedImageError as problem:
        raise RefusedError(_kind(file)) from problem
    except MemoryError:
        raise
    except Exception as problem:  # whatever decoders trip over
        raise RefusedError("damaged") from problem
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = patient


def small(portrait: bytes) -> bytes:
    """One of our making, as an editor shows it. Not a stranger's file, so the web may do it: it takes 2 ms."""
    image = Image.open(io.BytesIO(portrait), formats=["JPEG"])
    image.draft("RGB", SMALL)
    image.thumbnail(SMALL)
    return _written(image, quality=SMALL_QUALITY)[0]


def _kind(file: bytes) -> str:
    """What it is instead."""
    if file[4:8] == b"ftyp":
        return "heic"
    return "vector" if b"<svg" in file[:2000].lower() else "kind"


def _read(image: Image.Image) -> Image.Image:
    """All its pixels, upright, in sRGB, on white."""
    if image.width * image.height > MOST_PIXELS:
        raise RefusedError("pixels")
    if min(image.size) < LEAST:
        raise RefusedError("small")
    # A telephone's "multi-picture" JPEG holds smaller ones behind the first. It does not move.
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        raise RefusedError("moving")
    profile = image.info.get("icc_profile")
    image.draft("RGB", (2 * WIDTH, 2 * HEIGHT))  # a large JPEG is not decoded larger than that
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # sixteen bits of grey
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        upright = Image.new("RGBA", seen.size, (*WHITE, 255))
        upright.alpha_composite(seen)
        upright = upright.convert("RGB")
    if profile and upright.mode in TO_SRGB:
        upright = _in_srgb(upright, profile)
    return upright.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Its colours as the profile means them; as they are when it is none."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _cropped(image: Image.Image) -> Image.Image:
    """No wider than high and no narrower than a portrait, as large as it is printed at most."""
    width, height = image.size
    if width > height:
        left = (width - height) // 2
        image = image.crop((left, 0, left + height, height))
    elif width < height * NARROWEST:
        kept = round(width / NARROWEST)
        top = round((height - kept) * ABOVE)
        image = image.crop((0, top, width, top + kept))
    scale = min(1, WIDTH / image.width, HEIGHT / image.height)
    size = (round(image.width * scale), round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _written(image: Image.Image, *, quality: int = QUALITY) -> tuple[bytes, int, int]:
    bare = Image.new("RGB", image.size)  # Pillow would write a comment of the first file again
    bare.paste(image)
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue(), bare.width, bare.height
