#!/usr/bin/env python3
"""Verifies the proof of a ticket in one file, as proof-format.md describes it.

Python's standard library and nothing else: no network, nothing of Amends. Ed25519 is RFC 8032's own arithmetic.

    python3 verify.py BUNDLE --key VERIFIER_KEY... [--older CHECKPOINT] [--json]

Exit codes: 0 sound, 1 tampered with, 2 cannot be decided.
"""
import argparse
import base64
import binascii
import json
import math
import re
import sys
from hashlib import sha256, sha512

UNDECIDED = {
    "malformed", "unknown-format", "key-unknown", "older-unreadable", "older-not-proved", "older-not-given",
    "not-covered",
}
LARGEST = 2**53 - 1
MOST_MISSING = 1000


# Ed25519: RFC 8032, 5.1

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT % P
    if (x * x - square) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def point(data):
    """A point in extended coordinates, or None."""
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, p):
    total = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            total = add(total, p)
        p = add(p, p)
        scalar >>= 1
    return total


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signature(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    key, r = point(public), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= L:
        return False
    h = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(h, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# Bytes and JSON


def from_base64(text):
    """Base64 in its one form, or None."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def from_base64url(text):
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        return None
    standard = text.replace("-", "+").replace("_", "/")
    return from_base64(standard + "=" * (-len(standard) % 4))


class NotJson(Exception):
    pass


def members_once(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotJson("a member is there twice")
    return members


def refuse(text):
    raise NotJson(text)


def integer(text):
    if len(text) > 400:
        return math.inf
    return -0.0 if text == "-0" else int(text)


def read_json(data):
    """What bytes hold as JSON, or None."""
    try:
        text = data.decode("utf-8")
        return json.loads(text, object_pairs_hook=members_once, parse_constant=refuse, parse_int=integer)
    except (UnicodeDecodeError, ValueError, NotJson, RecursionError):
        return None


# The file


def is_text(value):
    return isinstance(value, str)


def is_whole(value):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    if isinstance(value, float) and (not value.is_integer() or math.copysign(1, value) < 0):
        return False
    return 0 <= value <= LARGEST


def is_hash(value):
    return is_text(value) and re.fullmatch(r"[0-9a-f]{64}", value) is not None


def is_bytes(value):
    return is_text(value) and from_base64url(value) is not None


def list_of(holds):
    return lambda value: isinstance(value, list) and all(holds(one) for one in value)


def object_of(required, optional=None):
    known = {**required, **(optional or {})}
    return lambda value: (
        isinstance(value, dict)
        and all(name in value for name in required)
        and all(name in known and known[name](member) for name, member in value.items())
    )


BARE = {"envelope": is_bytes, "data": is_bytes}
PROVED = {**BARE, "index": is_whole, "proof": list_of(is_hash)}
DISCLOSED = {"disclosures": list_of(is_text)}
with_proof, without_proof = object_of({**PROVED, **DISCLOSED}), object_of({**BARE, **DISCLOSED})

is_map = object_of(
    {
        "entry": is_bytes,
        "proof": list_of(is_hash),
        "siblings": lambda value: list_of(is_hash)(value) and len(value) <= 256,
    },
    {"leaf": object_of({"key": is_hash, "revision": is_whole, "head": is_hash})},
)
is_bundle = object_of(
    {
        "format": is_text,
        "stream": is_text,
        "checkpoint": is_text,
        "keys": list_of(is_text),
        "map": is_map,
        "events": list_of(lambda value: with_proof(value) or without_proof(value)),
        "receipts": list_of(object_of(PROVED)),
    },
    {"older": object_of({"size": is_whole, "proof": list_of(is_hash)})},
)


# Trees: RFC 6962, verified by RFC 9162


def digest(*parts):
    return sha256(b"".join(parts)).digest()


def leaf_hash(entry):
    return digest(b"\x00", entry)


def node_hash(left, right):
    return digest(b"\x01", left, right)


def hashes(proof):
    return [bytes.fromhex(one) for one in proof]


def is_included(leaf, index, proof, size, root):
    """RFC 9162, 2.1.3.2."""
    if index >= size:
        return False
    fn, sn, r = int(index), size - 1, leaf
    for p in hashes(proof):
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def is_consistent(proof, first, second):
    """RFC 9162, 2.1.4.2, for first.size < second.size."""
    if first["size"] < 1:
        return False
    path = hashes(proof)
    if first["size"] & (first["size"] - 1) == 0:
        path.insert(0, first["root"])
    if not path:
        return False
    fn, sn = first["size"] - 1, second["size"] - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first["root"] and sr == second["root"]


# Notes and checkpoints: C2SP signed-note, tlog-checkpoint


def read_key(text):
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    data = from_base64(encoded)
    if name == "" or data is None or len(data) != 33 or data[0] != 1:
        return None
    if digest(name.encode() + b"\n", data)[:4].hex() != key_id:
        return None
    return {"name": name, "id": bytes.fromhex(key_id), "public": data[1:]}


def read_note(note):
    end = note.rfind("\n\n") + 1
    block = note[end + 1:]
    if end < 1 or not block.endswith("\n"):
        return None
    lines = []
    for line in block[:-1].split("\n"):
        found = re.fullmatch("\u2014 ([^ ]+) ([^ ]+)", line)
        data = from_base64(found[2]) if found else None
        if data is None or len(data) < 5:
            return None
        lines.append({"name": found[1], "id": data[:4], "signature": data[4:]})
    return {"text": note[:end], "lines": lines}


def line_of(note, key):
    return next((one for one in note["lines"] if one["name"] == key["name"] and one["id"] == key["id"]), None)


def is_signed(note, key):
    line = line_of(note, key)
    return line is not None and is_signature(key["public"], note["text"].encode(), line["signature"])


def read_checkpoint(text):
    lines = text.split("\n")
    if len(lines) < 4 or lines[0] == "" or not re.fullmatch(r"0|[1-9][0-9]{0,15}", lines[1]):
        return None
    root = from_base64(lines[2])
    if root is None or len(root) != 32 or int(lines[1]) > LARGEST:
        return None
    return {"origin": lines[0], "size": int(lines[1]), "root": root}


def open_checkpoint(text, trusted):
    """A checkpoint, or the finding about it."""
    note = read_note(text)
    if note is None:
        return "checkpoint-edited"
    signers = [key for key in trusted if line_of(note, key)]
    if not all(is_signed(note, key) for key in signers):
        return "checkpoint-edited"
    if not signers:
        return "key-unknown"
    checkpoint = read_checkpoint(note["text"])
    if checkpoint is None or any(key["name"] != checkpoint["origin"] for key in signers):
        return "checkpoint-edited"
    return {**checkpoint, "note": note}


def check_older(bundle, checkpoint, older, trusted):
    proved = bundle.get("older")
    if older is None:
        return "older-not-given" if proved else None
    held = open_checkpoint(older, trusted)
    if is_text(held) or held["origin"] != checkpoint["origin"]:
        return "older-unreadable"
    if held["size"] > checkpoint["size"]:
        return "rolled-back"
    if held["size"] == checkpoint["size"]:
        return None if held["root"] == checkpoint["root"] else "forked"
    if proved is None or proved["size"] != held["size"]:
        return "older-not-proved"
    return None if is_consistent(proved["proof"], held, checkpoint) else "forked"


# The map

ABSENT = {"revision": -1, "head": None}


def bit(key, depth):
    return key[depth // 8] >> (7 - depth % 8) & 1


is_root = object_of(
    {
        "form": lambda value: is_whole(value) and value == 1,
        "kind": lambda value: value == "map-root",
        "map": is_hash,
        "size": is_whole,
        "tenant": is_text,
    }
)


def read_map(stated, stream, checkpoint):
    """The end of the stream and the tenant; two times None where the map does not hold."""
    nothing = (None, None)
    data, size = from_base64url(stated["entry"]), checkpoint["size"]
    if not is_included(leaf_hash(data), size - 1, stated["proof"], size, checkpoint["root"]):
        return nothing
    entry = read_json(data)
    if not is_root(entry) or entry["size"] != size - 1:
        return nothing
    key = digest(b"amends/stream/v1\n", stream.encode("utf-8", "replace"))
    siblings, leaf = hashes(stated["siblings"]), stated.get("leaf")
    found = bytes(32)
    if leaf:
        leaf_key, head = bytes.fromhex(leaf["key"]), bytes.fromhex(leaf["head"])
        found = digest(b"\x10", leaf_key, int(leaf["revision"]).to_bytes(8, "big"), head)
    for depth in reversed(range(len(siblings))):
        pair = (siblings[depth], found) if bit(key, depth) else (found, siblings[depth])
        found = digest(b"\x11", *pair)
    if found.hex() != entry["map"]:
        return nothing
    if leaf and any(bit(key, depth) != bit(leaf_key, depth) for depth in range(len(siblings))):
        return nothing
    end = {"revision": leaf["revision"], "head": head} if leaf and leaf_key == key else ABSENT
    return end, entry["tenant"]


# Events


def is_envelope(value):
    if not isinstance(value, dict):
        return False
    texts = ("id", "stream", "tenant", "type", "recordedAt")
    data = value.get("data")
    return (
        is_whole(value.get("form"))
        and value["form"] == 1
        and all(is_text(value.get(name)) for name in texts)
        and is_whole(value.get("revision"))
        and isinstance(value.get("meta"), dict)
        and isinstance(data, dict)
        and is_text(data.get("sha256"))
        and is_whole(data.get("size"))
    )


def open_event(event, checkpoint):
    raw, raw_data = from_base64url(event["envelope"]), from_base64url(event["data"])
    envelope, data = read_json(raw), read_json(raw_data)
    opened = {"envelope": None, "data": data, "leaf": leaf_hash(raw), "proved": "proof" in event, "right": False}
    if not is_envelope(envelope):
        return opened
    included = not opened["proved"] or is_included(
        opened["leaf"], event["index"], event["proof"], checkpoint["size"], checkpoint["root"]
    )
    stated = envelope["data"]
    whole = stated["sha256"] == sha256(raw_data).hexdigest() and stated["size"] == len(raw_data)
    return {**opened, "envelope": envelope, "right": included and whole and isinstance(data, dict)}


def keys_in(values):
    """The `key` of each object in a list."""
    keys = [one.get("key") for one in values if isinstance(one, dict)] if isinstance(values, list) else []
    return [key for key in keys if is_text(key)]


def read_receipts(receipts, checkpoint, tenant, findings):
    """The keys that each receipt names; none for one that is not right."""
    named = []
    for receipt in receipts:
        opened = open_event(receipt, checkpoint)
        envelope = opened["envelope"]
        right = opened["right"] and envelope["type"] == "PersonalDataErased"
        if right and tenant is not None and envelope["tenant"] != tenant:
            right = False
        if not right:
            findings.add("receipt-edited")
        named.append(keys_in(opened["data"].get("keys")) if right else [])
    return named


def value_at(data, pointer):
    """RFC 6901."""
    if pointer == "":
        return data
    if not pointer.startswith("/"):
        return None
    value = data
    for part in pointer[1:].split("/"):
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and re.fullmatch(r"0|[1-9][0-9]{0,8}", name) and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def is_disclosed(data, disclosure):
    try:
        raw = disclosure.encode("utf-8")
    except UnicodeEncodeError:
        return False
    shown = read_json(raw)
    if not isinstance(shown, list) or len(shown) != 3 or not is_text(shown[0]) or not is_text(shown[1]):
        return False
    place = value_at(data, shown[1])
    return isinstance(place, dict) and place.get("sha256") == sha256(raw).hexdigest()


def receipt_for(data, named):
    keys = keys_in(data.get("$personal"))
    return next((at for at, erased in enumerate(named, 1) if any(key in erased for key in keys)), None)


class Events:
    """Goes through the events in order; what each is depends on those before it."""

    def __init__(self, stream, end, named):
        self.stream, self.end, self.named = stream, end, named
        self.last, self.leaves = -1, {}

    def verdict(self, opened, disclosures):
        envelope, end = opened["envelope"], self.end
        if not opened["right"]:
            return {"verdict": "edited"}
        if envelope["stream"] != self.stream:
            return {"verdict": "foreign"}
        revision = int(envelope["revision"])
        if revision <= self.last:
            return {"verdict": "out-of-order"}
        self.last = revision
        self.leaves[revision] = opened["leaf"].hex()
        if not self.follows(envelope["meta"], revision):
            return {"verdict": "edited"}
        if end and opened["proved"]:
            if revision > end["revision"] or (revision == end["revision"] and opened["leaf"] != end["head"]):
                return {"verdict": "edited"}
        if end and not opened["proved"] and revision <= end["revision"]:
            return {"verdict": "unproved"}
        if not all(is_disclosed(opened["data"], one) for one in disclosures):
            return {"verdict": "value-edited"}
        if not opened["proved"]:
            return {"verdict": "not-covered"}
        receipt = receipt_for(opened["data"], self.named)
        return {"verdict": "erased", "receipt": receipt} if receipt else {"verdict": "intact"}

    def follows(self, meta, revision):
        if revision == 0:
            return "prev" not in meta
        before = self.leaves.get(revision - 1)
        return before is None or meta.get("prev") == before


def result(findings, **more):
    exit_code = 0 if not findings else 2 if findings <= UNDECIDED else 1
    return {"exit": exit_code, "findings": sorted(findings), "events": [], "missing": [], **more}


def verify(data, keys, older):
    """What is found of a bundle: `exit`, `findings`, `events`, `missing`, and what to show."""
    bundle = read_json(data)
    stated = bundle.get("format") if isinstance(bundle, dict) else None
    if is_text(stated) and stated != "amends-proof/v1":
        return result({"unknown-format"})
    if not is_bundle(bundle):
        return result({"malformed"})
    trusted = [key for key in map(read_key, keys) if key]
    checkpoint = open_checkpoint(bundle["checkpoint"], trusted)
    if is_text(checkpoint):
        return result({checkpoint}, hints=bundle["keys"])
    findings = set()
    hints = [read_key(text) for text in bundle["keys"]]
    if not all(key and is_signed(checkpoint["note"], key) for key in hints):
        findings.add("keys-edited")
    findings.add(check_older(bundle, checkpoint, older, trusted))
    findings.discard(None)
    stream = bundle["stream"]
    end, tenant = read_map(bundle["map"], stream, checkpoint)
    if end is None:
        findings.add("map-edited")
    named = read_receipts(bundle["receipts"], checkpoint, tenant, findings)
    in_order, events, details, present = Events(stream, end, named), [], [], set()
    for event in bundle["events"]:
        opened = open_event(event, checkpoint)
        verdict = in_order.verdict(opened, event["disclosures"])
        if verdict["verdict"] not in ("intact", "erased"):
            findings.add(verdict["verdict"])
        if opened["envelope"] and opened["envelope"]["stream"] == stream:
            present.add(opened["envelope"]["revision"])
        events.append(verdict)
        details.append((opened["envelope"] or {}, verdict))
    missing, revision = [], 0
    while end and revision <= end["revision"] and len(missing) < MOST_MISSING:
        if revision not in present:
            missing.append(revision)
        revision += 1
    if missing:
        findings.add("missing")
    return result(
        findings, events=events, missing=missing, details=details, stream=stream, end=end, checkpoint=checkpoint
    )


SAYS = {
    "intact": "intact",
    "erased": "intact; values unreadable by lawful erasure, receipt ",
    "edited": "EDITED: it is not what was recorded",
    "foreign": "FOREIGN: it belongs to another stream",
    "out-of-order": "OUT OF ORDER, or shown twice",
    "unproved": "UNPROVED: the checkpoint covers it, and the proof is gone",
    "value-edited": "EDITED: a value shown is not the one that was recorded",
    "not-covered": "not covered yet: newer than the checkpoint",
}
ENDS = ("Sound.", "TAMPERED WITH: ", "It cannot be decided: ")


def report(found):
    lines = []
    if "stream" in found:
        checkpoint = found["checkpoint"]
        lines.append(f"{found['stream']}, against {checkpoint['origin']}, {checkpoint['size']} leaves")
    for envelope, verdict in found.get("details", []):
        said = SAYS[verdict["verdict"]] + str(verdict.get("receipt", ""))
        what = f"{envelope.get('type', '?')}  {envelope.get('recordedAt', '')}"
        lines.append(f"  {envelope.get('revision', '?'):>4}  {what}  {said}")
    lines += [f"  {revision:>4}  MISSING" for revision in found["missing"]]
    if found.get("end") is ABSENT:
        lines.append("The log has no such stream.")
    if "key-unknown" in found["findings"]:
        lines.append("No key that you trust has signed. Of itself it says (compare before you trust):")
        lines += [f"  {key}" for key in found.get("hints", [])]
    return lines + [ENDS[found["exit"]] + ", ".join(found["findings"])]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bundle")
    parser.add_argument("--key", action="append", default=[], help="a verifier key that you trust")
    parser.add_argument("--older", help="the file of an older checkpoint that you hold")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    older = None
    if given.older:
        with open(given.older, encoding="utf-8", newline="") as file:
            older = file.read()
    with open(given.bundle, "rb") as file:
        found = verify(file.read(), given.key, older)
    told = {name: found[name] for name in ("exit", "findings", "events", "missing")}
    print(json.dumps(told) if given.json else "\n".join(report(found)))
    return found["exit"]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
