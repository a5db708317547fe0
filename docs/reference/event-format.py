"""Checks events in the stored form, version 1, with Python's standard library alone.

python3 event-format.py FILE

FILE is JSON: {"events": [{"envelope": text, "data": text, "leaf": hex}, ...],
"shown": [{"leaf": hex, "disclosures": [text, ...]}, ...]}. The events of a stream stand in order.
Says what is wrong, one line each; ends with 0 when nothing is, with 1 otherwise.
"""

import hashlib
import json
import sys


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def value_at(value, pointer: str):
    """RFC 6901."""
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def faults_of(event: dict, before: dict):
    """What is wrong with one event; `before` has the last leaf and moment of each stream."""
    envelope = json.loads(event["envelope"])
    if sha256(b"\0" + event["envelope"].encode()) != event["leaf"]:
        yield "its hash does not match its envelope"
    if envelope["form"] != 1:
        yield "its form is not known to this program"
        return
    data = event["data"].encode()
    if (sha256(data), len(data)) != (envelope["data"]["sha256"], envelope["data"]["size"]):
        yield "its data does not match its envelope"
    revision, prev, recorded_at = before.get(envelope["stream"], (-1, None, ""))
    if envelope["revision"] != revision + 1:
        yield "the event before it is missing"
    if envelope["meta"].get("prev") != prev:
        yield "it does not follow from the event before it"
    if envelope["recordedAt"] < recorded_at:
        yield "it says that it was recorded before the event before it"
    before[envelope["stream"]] = (envelope["revision"], event["leaf"], envelope["recordedAt"])


def is_disclosed(data, disclosure: str) -> bool:
    """Whether the event's data hold the commitment to what is shown."""
    _salt, pointer, _value = json.loads(disclosure)
    try:
        return value_at(data, pointer)["sha256"] == sha256(disclosure.encode())
    except (KeyError, IndexError, TypeError, ValueError):
        return False


def faults_in(content: dict):
    before: dict = {}
    for event in content["events"]:
        for fault in faults_of(event, before):
            yield f"{event['leaf']}: {fault}"
    data_of = {event["leaf"]: json.loads(event["data"]) for event in content["events"]}
    for shown in content.get("shown", []):
        for disclosure in shown["disclosures"]:
            if not is_disclosed(data_of.get(shown["leaf"]), disclosure):
                yield f"{shown['leaf']}: it does not hold what is shown: {disclosure}"


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as file:
        content = json.load(file)
    faults = list(faults_in(content))
    for fault in faults:
        print(fault)
    disclosures = sum(len(shown["disclosures"]) for shown in content.get("shown", []))
    if not faults:
        print(f"{len(content['events'])} events and {disclosures} shown values are as they were written.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
