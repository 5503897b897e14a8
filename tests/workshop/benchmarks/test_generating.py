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


def test_growth_is_beside_the_specification_itself_in_the_same_turn():
    """Seconds per operation over those of the smaller one, turn by turn; linear is 1."""
    runs = generating.Runs((20.0, 30.0, 50.0), (40.0,), 0.5, (10.0, 10.0, 50.0), (10.0,))
    row = runs.growth(2_000)
    assert ("growth to 2,000 operations (linear)", 1.1) == (row.axis, row.bound)
    assert (1.0, 2.0) == (row.ours.value, row.peers[generating.stock.NAME].value)
