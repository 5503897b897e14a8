"""What fuzzing has found, each as a case of its own."""

from tests.fuzz.targets import TARGETS
from tests.support.tables import every

DEEP = b"[" * 992 + b"]" * 992
GATEWAY = b'\x00{"successful":true,"data":0,"%s":%s}'

FOUND = {
    "an answer nested so deep that writing it back failed": ("decoder", b'\x00{"a":%s}' % DEEP),
    "a log_id nested so deep that its repr never ended": ("answer", GATEWAY % (b"log_id", DEEP)),
    "an error of a success that is no text": ("answer", GATEWAY % (b"error", DEEP)),
    "a log_id of a failure that is no text": ("answer", b'\x00{"successful":false,"log_id":%s}' % DEEP),
    "a payload of a webhook that is nested as deep": ("webhook", b'j{"triggerEvent":"PING","payload":%s}' % DEEP),
}


@every("found", FOUND)
def test_what_was_found_stays_mended(found):
    """The input keeps every promise of its target now."""
    target, data = FOUND[found]
    TARGETS[target].run(data)
