"""Picture files for tests, made here: good ones, and what people with bad luck or bad intentions send."""

import io
import random
import struct
import zipfile
import zlib
from functools import cache

from PIL import Image, ImageCms, ImageDraw

SECRET = b"<script>alert('hidden')</script>"
EXIF_ORIENTATION, EXIF_CAMERA, EXIF_GPS = 0x0112, 0x010F, 0x8825


def drawn(size=(400, 500), mode="RGB"):
    """A picture whose quarters differ: red, green above; blue, white below."""
    width, height = size
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("green", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    return image.convert(mode)


def saved(image, kind="JPEG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def jpeg(size=(400, 500), **options):
    return saved(drawn(size), "JPEG", **options)


def png(size=(400, 500), mode="RGB", **options):
    return saved(drawn(size, mode), "PNG", **options)


def webp(size=(400, 500), **options):
    return saved(drawn(size), "WEBP", **options)


@cache  # as large as it is drawn it takes a tenth of a second
def portrait():
    """A person who does not exist, drawn large and made smaller, so that edges are smooth."""
    image = Image.new("RGB", (1920, 2400), "#d9d2c5")
    draw = ImageDraw.Draw(image)
    draw.ellipse((500, 330, 1420, 1500), fill="#3b2a23")  # hair, behind
    draw.rounded_rectangle((780, 1200, 1140, 1800), 160, fill="#b98263")  # neck
    draw.ellipse((160, 1660, 1760, 3300), fill="#2f4a6b")  # shoulders
    draw.polygon([(760, 1640), (1160, 1640), (960, 2060)], fill="#f4f1ea")  # shirt
    draw.ellipse((610, 480, 1310, 1400), fill="#c9906f")  # face
    draw.pieslice((560, 380, 1360, 1080), 180, 360, fill="#3b2a23")  # hair, before
    return saved(image.resize((480, 600), Image.Resampling.LANCZOS), quality=85)


def taken_by_telephone(orientation=6):
    """With the place and the camera in its EXIF, a comment, a colour profile, and lying on its side."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    exif[EXIF_CAMERA] = "Secret Camera"
    exif[EXIF_GPS] = {1: "N", 2: (52.0, 31.0, 12.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return jpeg(exif=exif, icc_profile=profile, comment=b"a secret comment")


def chunk(kind, data):
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def png_of(width, height, data, *chunks, bits=8, colour=0):
    """A PNG whose head claims that size, whatever its data are."""
    head = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(chunks)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


def pixel_flood():
    """A few kB that would be ten thousand megapixels."""
    return png_of(100_000, 100_000, bytes(1_000_000), bits=1)


def bomb_in_pixels():
    """Compressed a thousandfold: 60 megapixels of nothing."""
    return png_of(10_000, 6_000, bytes(6_000 * 10_001))


def bomb_in_text():
    """A text of 100 MB beside the pixels, compressed to 100 kB."""
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9))
    return png_of(300, 300, bytes(300 * 301), text)


def bomb_in_profile():
    profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(100_000_000), 9))
    return png_of(300, 300, bytes(300 * 301), profile)


def with_size(width, height):
    """A JPEG whose head claims another size."""
    file = bytearray(jpeg())
    at = file.index(b"\xff\xc0") + 5
    file[at : at + 4] = struct.pack("!HH", height, width)
    return bytes(file)


def zip_behind():
    """A JPEG to one program, an archive to another."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hidden.html", SECRET)
    return jpeg() + file.getvalue()


def html_before():
    return SECRET + jpeg()


def html_in_comment():
    return jpeg(comment=SECRET)


def html_in_text_of_png():
    return png_of(300, 300, bytes(300 * 301), chunk(b"tEXt", b"Comment\0" + SECRET))


def pdf_and_jpeg():
    return b"%PDF-1.4\n" + jpeg()


def svg():
    return b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'>" + SECRET + b"</svg>"


def heic():
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)


def moving(kind):
    frames = [drawn((200, 200)).rotate(angle) for angle in (0, 90, 180)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


def noise(length=20_000):
    return random.Random(7).randbytes(length)


def damaged_jpeg():
    """Its tables say nonsense."""
    file = bytearray(jpeg())
    at = file.index(b"\xff\xc4")
    file[at + 4 : at + 24] = bytes(range(200, 220))
    return bytes(file)


def damaged_png():
    file = bytearray(png())
    at = file.index(b"IDAT") + 4
    file[at : at + 10] = bytes(10)
    return bytes(file)


BAD = {  # name: what is sent, and why it is refused
    "a pixel flood": (pixel_flood, "pixels"),
    "a bomb of pixels": (bomb_in_pixels, "pixels"),
    "a JPEG that claims to be huge": (lambda: with_size(65_000, 65_000), "pixels"),
    "a JPEG that claims to be of 40 megapixels": (lambda: with_size(8_000, 5_000), "pixels"),
    "a text bomb": (bomb_in_text, "damaged"),
    "a profile bomb": (bomb_in_profile, "damaged"),
    "an SVG": (svg, "vector"),
    "an SVG as an HTML page has it": (lambda: b"<html><body><svg></svg>", "vector"),
    "a HEIC": (heic, "heic"),
    "a GIF": (lambda: saved(drawn().convert("P"), "GIF"), "kind"),
    "a moving GIF": (lambda: moving("GIF"), "kind"),
    "a moving PNG": (lambda: moving("PNG"), "moving"),
    "a moving WebP": (lambda: moving("WEBP"), "moving"),
    "a TIFF": (lambda: saved(drawn(), "TIFF"), "kind"),
    "a BMP": (lambda: saved(drawn(), "BMP"), "kind"),
    "an icon": (lambda: saved(drawn((64, 64)), "ICO"), "kind"),
    "PostScript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n", "kind"),
    "a PDF before a JPEG": (pdf_and_jpeg, "kind"),
    "HTML before a JPEG": (html_before, "kind"),
    "an archive": (lambda: zip_behind()[len(jpeg()) :], "kind"),
    "text": (lambda: b"I am no picture." * 100, "kind"),
    "nothing but noise": (noise, "kind"),
    "noise that begins as a JPEG": (lambda: b"\xff\xd8\xff\xe0" + noise(), "kind"),
    "half a JPEG": (lambda: jpeg()[: len(jpeg()) // 2], "damaged"),
    "half a PNG": (lambda: png()[: len(png()) // 2], "damaged"),
    "half a WebP": (lambda: webp()[: len(webp()) // 2], "damaged"),
    "a JPEG without its end's beginning": (damaged_jpeg, "damaged"),
    "a PNG with changed pixels": (damaged_png, "damaged"),
    "a PNG without pixels": (lambda: png_of(300, 300, b""), "damaged"),
    "one pixel": (lambda: png((1, 1)), "small"),
    "a thin line": (lambda: jpeg((3_000, 100)), "small"),
}
