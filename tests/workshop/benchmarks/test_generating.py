"""The larger specifications that the generator's growth is measured on."""

from generator.check.rules import check
from generator.document.bundle import bundle
from generator.stages import shaped
from workshop.benchmarks import data, generating


def test_a_specification_grows_to_a_number_of_operations(tmp_path):
    """It has exactly as many, each under names of its own, the schemas of the first, and a client can be made of it."""
    operations = 200
    root = generating.grown(data.SPEC.parent, tmp_path / "grown", operations)
    document = bundle(root)
    check(document)
    assert operations == len(shaped(root, root).operations)
    names = [
        method["operationId"]
        for item in document["paths"].values()
        for method in item.values()
        if isinstance(method, dict) and "operationId" in method
    ]
    assert operations == len(names) == len(set(names)) == generating._count(document)
    assert sorted(data.document()["components"]["schemas"]) == sorted(document["components"]["schemas"])
    assert "bookings_copy2.create" in names
