#!/usr/bin/env python3
"""A certificate of ours before openbadgeslib (PyLD and cryptography): tests/outside_credential.py FOLDER, where FOLDER is
what the test office::credential left behind.

It checks the proof `eddsa-rdfc-2022` with its own canonicalisation and its own copies of the contexts, and refuses the
certificate with any field altered.
"""

import copy
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from openbadgeslib.ob3 import OB3LdpVerifier, bundled_clr_contexts
from openbadgeslib.ob3.ldp import verify_data_integrity_proof

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


def key_of(did):
    number = 0
    for letter in did.removeprefix("did:key:z"):
        number = number * 58 + BASE58.index(letter)
    key = Ed25519PublicKey.from_public_bytes(number.to_bytes(34, "big")[2:])
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def record_holds(document):
    try:
        verify_data_integrity_proof(document, key_of(document["issuer"]["id"]), extra_contexts=bundled_clr_contexts())
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
        check("a certificate in it", holds(member))
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


def main(folder):
    check_record(folder)
    whole = json.loads((folder / "certificate.json").read_text("utf-8"))
    rdfc = next(proof for proof in whole["proof"] if proof["cryptosuite"] == "eddsa-rdfc-2022")
    check("the proof set", holds(whole))
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
    print(f"openbadgeslib: {counted['passed']} passed, {counted['failed']} failed")
    return 1 if counted["failed"] or not counted["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
