"""Published schemas and reference readers look at our documents. usage: check_documents.py FOLDER"""
import json
import pathlib
import re
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from google.protobuf import json_format
from in_toto_attestation.predicates.provenance.v1 import provenance_pb2
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
import mlcroissant
from openlineage.client import facet_v2
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.serde import Serde

folder = pathlib.Path(sys.argv[1])
result = {}


def croissant():
    dataset = mlcroissant.Dataset(str(folder / "croissant.json"))
    issues = dataset.metadata.issues
    rows = {one.id: sum(1 for _ in dataset.records(one.id)) for one in dataset.metadata.record_sets}
    version = str(dataset.metadata.ctx.conforms_to.value)
    return {"errors": list(issues.errors), "warnings": list(issues.warnings), "rows": rows, "version": version}


def croissant_crosswalk():
    metadata = mlcroissant.Dataset(str(folder / "crosswalk.croissant.json")).metadata
    said = {
        "name": metadata.name,
        "keywords": metadata.keywords,
        "languages": metadata.in_language,
        "creators": [one.name for one in metadata.creators],
        "published": metadata.date_published.date().isoformat(),
    }
    issues = metadata.issues
    return {"errors": list(issues.errors), "warnings": list(issues.warnings), "said": said}


def valid(name):
    error = JsonStrictValidator(SchemaVersion.V1_7).validate_str((folder / name).read_text())
    return None if error is None else str(error)[:2000]


def bom():
    return valid("mlbom.cdx.json")


def crosswalk():
    return valid("crosswalk.cdx.json")


facet_modules = [
    getattr(facet_v2, name) for name in dir(facet_v2) if name.endswith("_run") or name.endswith("_job") or name.endswith("_dataset")
]


def facet(data):
    """The client's own class for the facet; it takes no other members, and knows its schema."""
    data = dict(data)
    name = data["_schemaURL"].rsplit("/", 1)[1]
    [made] = {getattr(module, name) for module in facet_modules if hasattr(module, name)}
    members = {k: nested(module_of(made), k, v) for k, v in data.items() if not k.startswith("_")}
    built = made(**members)
    assert built._schemaURL.split("/spec/facets/")[1].split("/")[1] == data["_schemaURL"].split("/spec/facets/")[1].split("/")[1], built._schemaURL
    return built


def module_of(made):
    return sys.modules[made.__module__]


def nested(module, key, value):
    kinds = {"fields": "SchemaDatasetFacetFields", "assertions": "Assertion"}
    if key in kinds:
        return [getattr(module, kinds[key])(**one) for one in value]
    return value


def dataset(kind, data):
    parts = {k: {n: facet(f) for n, f in v.items()} if k.endswith("acets") else v for k, v in data.items()}
    return kind(**parts)


def events():
    said = []
    for line in (folder / "lineage.openlineage.jsonl").read_text().splitlines():
        data = json.loads(line)
        run, job = data["run"], data["job"]
        event = RunEvent(
            eventType=RunState[data["eventType"]],
            eventTime=data["eventTime"],
            run=Run(runId=run["runId"], facets={n: facet(f) for n, f in run.get("facets", {}).items()}),
            job=Job(namespace=job["namespace"], name=job["name"], facets={n: facet(f) for n, f in job.get("facets", {}).items()}),
            inputs=[dataset(InputDataset, one) for one in data.get("inputs", [])],
            outputs=[dataset(OutputDataset, one) for one in data.get("outputs", [])],
            producer=data["producer"],
        )
        again = json.loads(Serde.to_json(event))
        assert again["schemaURL"].split("/spec/")[1].split("/")[0].split("-")[0] == "2", again["schemaURL"]
        said.append(f"{data['eventType']} {job['name']} {len(again.get('inputs', []))} {len(again.get('outputs', []))}")
    return said


predicates = {
    "https://slsa.dev/provenance/v1": provenance_pb2.Provenance,
    "https://in-toto.io/attestation/test-result/v0.1": test_result_pb2.TestResult,
}


def statements():
    said = []
    for data in json.loads((folder / "statements.json").read_text()):
        Statement.copy_from_pb(json_format.ParseDict(data, statement_pb2.Statement())).validate()
        json_format.ParseDict(data["predicate"], predicates[data["predicateType"]]())
        said.append(data["predicateType"])
    return said


for check in (croissant, croissant_crosswalk, bom, crosswalk, events, statements):
    try:
        result[check.__name__] = check()
    except Exception as error:
        result[check.__name__] = f"{type(error).__name__}: {error}"[:3000]
print(json.dumps(result))
