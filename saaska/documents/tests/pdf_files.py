"""PDFs as people have them, good and bad."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

SCRIPT = b"app.alert('hello')"
LINK = "https://example.org/proof"


def a_pdf(*pages, **encrypted):
    """One with these texts on its pages."""
    made = Pdf.new()
    for text in pages:
        _page(made, text)
    return _saved(made, **encrypted)


def armed_pdf():
    """One page with everything that acts or hides, a link, and a field that somebody filled in."""
    made = Pdf.new()
    _page(made, "Certificate")
    page = made.pages[0].obj
    action = Dictionary(S=Name.JavaScript, JS=pikepdf.String(SCRIPT.decode()))
    launch = Dictionary(S=Name.Launch, F=pikepdf.String("calc.exe"))
    made.Root.OpenAction = action
    made.Root.AA = Dictionary(WC=action)
    made.attachments["secret.exe"] = b"MZ secret"
    made.docinfo["/Author"] = "Somebody Else"
    page.AA = Dictionary(O=action)
    page.PieceInfo = Dictionary(Other=Dictionary(Private=pikepdf.String("private notes")))
    field = _field(made)
    made.Root.AcroForm = Dictionary(
        Fields=Array([field]), NeedAppearances=True, DA=pikepdf.String("/F 12 Tf")
    )
    page.Annots = Array([_link(action), _link(launch), _link(Dictionary(S=Name.URI, URI=LINK)), field])
    return _saved(made)


def _page(made, text):
    made.add_blank_page(page_size=(595, 842))
    page = made.pages[-1].obj
    font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    page.Resources = Dictionary(Font=Dictionary(F=font))
    page.Contents = made.make_stream(f"BT /F 24 Tf 72 700 Td ({text}) Tj ET".encode())


def _link(action):
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 690, 200, 720]), A=action)


def _field(made):
    shown = made.make_stream(b"/Tx BMC BT /F 12 Tf 2 4 Td (Filled in) Tj ET EMC")
    shown.Type, shown.Subtype, shown.BBox = Name.XObject, Name.Form, Array([0, 0, 120, 20])
    shown.Resources = made.pages[0].obj.Resources
    return made.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=pikepdf.String("name"),
            V=pikepdf.String("Filled in"),
            DA=pikepdf.String("/F 12 Tf 0 g"),
            Rect=Array([72, 600, 192, 620]),
            F=4,
            AP=Dictionary(N=shown),
        )
    )


def _saved(made, **encrypted):
    file = io.BytesIO()
    made.save(file, encryption=pikepdf.Encryption(**encrypted) if encrypted else None, static_id=True)
    return file.getvalue()
