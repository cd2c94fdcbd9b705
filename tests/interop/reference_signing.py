"""The reference implementation of model signatures. usage: reference_signing.py FOLDER

FOLDER holds one folder per curve with private.pem, public.pem, ours/ (signed by us) and theirs/ (to
be signed), and certificate/ with leaf.pem, leaf.key, between.pem, root.pem, ours/ and theirs/.
"""
import json
import pathlib
import sys

import model_signing.signing
import model_signing.verifying

root = pathlib.Path(sys.argv[1])
result = {}


def attempt(act):
    try:
        act()
        return "ok"
    except Exception as error:  # what it says is the result
        return f"{type(error).__name__}: {error}"


for folder in sorted(root.iterdir()):
    ours, theirs = folder / "ours", folder / "theirs"
    signer, verifier = model_signing.signing.Config(), model_signing.verifying.Config()
    if folder.name == "certificate":
        signer = signer.use_certificate_signer(
            private_key=folder / "leaf.key",
            signing_certificate=folder / "leaf.pem",
            certificate_chain=[folder / "between.pem"],
        )
        verifier = verifier.use_certificate_verifier(certificate_chain=[folder / "root.pem"])
    else:
        signer = signer.use_elliptic_key_signer(private_key=folder / "private.pem")
        verifier = verifier.use_elliptic_key_verifier(public_key=folder / "public.pem")
    verify = lambda: verifier.verify(ours, ours / "model.sig")
    answers = {"ours": attempt(verify)}
    answers["theirs"] = attempt(lambda: signer.sign(theirs, theirs / "model.sig"))
    (ours / "adapter_config.json").write_text("{}")
    answers["changed"] = attempt(verify)
    result[folder.name] = answers
print(json.dumps(result))
