"""Signing as a card's software does, by pyHanko."""

from __future__ import annotations

import datetime as dt
import io
import warnings

from loi_desktop.paths import resources


def signer(name: str):
    """Somebody of that name with a certificate of an hour's making."""
    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    use = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
    builder = builder.serial_number(1).add_extension(use, critical=True)
    now = dt.datetime.now(dt.UTC)
    builder = builder.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=9))
    certificate = builder.sign(key, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore(),
    )


def sign(pdf: bytes, field: str, who) -> bytes:
    """`pdf` with `field` signed as a card's software does: appended, with a visible stamp."""
    from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.text import TextBoxStyle
    from pyhanko.sign import fields, signers
    from pyhanko.stamp import TextStampStyle

    face = resources() / "fonts" / "source-sans-3" / "regular.ttf"
    font = GlyphAccumulatorFactory(str(face), create_objstream_if_needed=False)
    style = TextStampStyle(
        stamp_text="Digital unterschrieben von\n%(signer)s",
        border_width=0,
        text_box_style=TextBoxStyle(font=font, font_size=9),
    )
    about = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    work = signers.PdfSigner(about, signer=who, stamp_style=style)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # pyHanko leaves the font's file open
        return work.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue()
