#!/usr/bin/env python3
"""Certificates of ours before a second implementation: tests/outside_credential.py FOLDER, where FOLDER is what the tests
office::credential and office::bad_certificates left behind.

openbadgeslib (PyLD and cryptography) checks the proof `eddsa-rdfc-2022` with its own canonicalisation and its own copies of
the contexts; the proof `eddsa-jcs-2022` is checked here, its text made canonical by rfc8785. Both hold for every
certificate that our programs call good, and not both for any that has one field altered. Its paper is PDF/A-3u to
pdf_oxide, and is not without what makes it so.
"""

import copy
import hashlib
import json
import sys
import tempfile
from pathlib import Path

import rfc8785
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from openbadgeslib.ob3 import OB3LdpVerifier, bundled_clr_contexts
from openbadgeslib.ob3.ldp import verify_data_integrity_proof
from pdf_oxide import PdfDocument

counted = {"passed": 0, "failed": 0}
told = []


def check(what, fits):
    counted["passed" if fits else "failed"] += 1
    if not fits:
        print(f"FAILED {what}: {told[-1:]}")


def holds(document):
    try:
        OB3LdpVerifier.for_issuer_did(document["issuer"]["id"]).verify(document)
        return True
    except Exception as fault:  # whatever it says, it does not accept it
        told.append(str(fault))
        return False


BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(text, size):
    number = 0
    for letter in text.removeprefix("z"):
        number = number * 58 + BASE58.index(letter)
    return number.to_bytes(size, "big")


def key_of(did):
    return Ed25519PublicKey.from_public_bytes(base58(did.removeprefix("did:key:"), 34)[2:])


def pem_of(did):
    return key_of(did).public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def jcs_holds(document):
    """The proof `eddsa-jcs-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0, 3.3)."""
    try:
        proof = next(proof for proof in document["proof"] if proof["cryptosuite"] == "eddsa-jcs-2022")
        did, key = proof["verificationMethod"].split("#")
        assert proof["type"] == "DataIntegrityProof" and proof["proofPurpose"] == "assertionMethod"
        assert did == document["issuer"]["id"] == f"did:key:{key}" and proof["@context"] == document["@context"]
        options = {name: value for name, value in proof.items() if name != "proofValue"}
        rest = {name: value for name, value in document.items() if name != "proof"}
        hashes = b"".join(hashlib.sha256(rfc8785.dumps(text)).digest() for text in (options, rest))
        key_of(did).verify(base58(proof["proofValue"], 64), hashes)
        return True
    except Exception as fault:  # whatever it says, it does not accept it
        told.append(repr(fault))
        return False


def record_holds(document):
    try:
        verify_data_integrity_proof(document, pem_of(document["issuer"]["id"]), extra_contexts=bundled_clr_contexts())
        return True
    except Exception as fault:  # whatever it says, it does not accept it
        told.append(str(fault))
        return False


def check_record(folder):
    """A Comprehensive Learner Record 2.0, by the library's own canonicalisation and its own copy of the context."""
    whole = json.loads((folder / "learner-record.json").read_text("utf-8"))
    rdfc = next(proof for proof in whole["proof"] if proof["cryptosuite"] == "eddsa-rdfc-2022")
    check("the record", record_holds({**whole, "proof": rdfc}))
    for member in whole["credentialSubject"]["verifiableCredential"]:
        check("a certificate in it", holds(member) and jcs_holds(member))
    changes = {
        "name": lambda it: it["credentialSubject"]["identifier"][0].update(identityHash="Someone Else"),
        "certificate": lambda it: it["credentialSubject"]["verifiableCredential"][0]["credentialSubject"][
            "achievement"
        ].update(name="Welding"),
        "title": lambda it: it.update(name="Another record"),
    }
    for what, change in changes.items():
        altered = copy.deepcopy({**whole, "proof": rdfc})
        change(altered)
        check(f"altered record {what}", not record_holds(altered))


def check_given(folder):
    """The set that both programs and the check page judge."""
    given = json.loads((folder / "index.json").read_text("utf-8"))
    fields = [one for one in given if one["is_field"]]
    standing = [one for one in given if one["word"] == one["listed"] != "altered"]
    good = [one for one in standing if one["file"].endswith(".json")]
    check("enough of them", len(fields) > 30 and len(good) > 3)
    for one in fields + good:
        document = json.loads((folder / one["file"]).read_text("utf-8-sig"))
        check(one["what"], (holds(document) and jcs_holds(document)) != one["is_field"])


def is_archival(paper):
    """ISO 19005-3, level U: nothing wrong, and colours that mean the same everywhere."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(paper)
        file.flush()
        found = PdfDocument(file.name).validate_pdf_a("3u")
    told.append(f"{found['errors']} {found['warnings']}")
    return found["valid"] and not any("output intent" in warning for warning in found["warnings"])


def check_paper(folder):
    paper = (folder / "certificate.pdf").read_bytes()
    check("the paper for the archive", is_archival(paper))
    for without in (b"pdfaid", b"/OutputIntents", b"/AFRelationship"):
        check(f"the paper has {without}", without in paper)
        check(f"the paper without {without}", not is_archival(paper.replace(without, without[:-1] + b"_")))


def main(folder):
    check_record(folder)
    check_paper(folder)
    check_given(folder / "given")
    whole = json.loads((folder / "certificate.json").read_text("utf-8"))
    rdfc = next(proof for proof in whole["proof"] if proof["cryptosuite"] == "eddsa-rdfc-2022")
    check("the proof set", holds(whole) and jcs_holds(whole))
    check("the proof alone", holds({**whole, "proof": rdfc}))
    changes = {
        "name": lambda it: it["credentialSubject"]["identifier"][0].update(identityHash="Someone Else"),
        "title": lambda it: it["credentialSubject"]["achievement"].update(name="Welding"),
        "date": lambda it: it.update(validFrom="2020-01-01T00:00:00Z"),
        "signature": lambda it: it["proof"].update(proofValue="z" + it["proof"]["proofValue"][2:]),
    }
    for what, change in changes.items():
        altered = copy.deepcopy({**whole, "proof": rdfc})
        change(altered)
        check(f"altered {what}", not holds(altered))
    print(f"a second implementation of certificates: {counted['passed']} passed, {counted['failed']} failed")
    return 1 if counted["failed"] or not counted["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
