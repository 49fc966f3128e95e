"""Prints what botocore knows of one service: its operations' inputs, outputs, structures and enumerations, as JSON."""
import json
import sys

import botocore.session

service = botocore.session.get_session().get_service_model(sys.argv[1])
description = service._service_description
json.dump({
    "operations": {name: {"input": o.get("input", {}).get("shape"), "output": o.get("output", {}).get("shape")}
                   for name, o in description["operations"].items()},
    "structures": {name: {m: s["shape"] for m, s in shape.get("members", {}).items()}
                   for name, shape in description["shapes"].items() if shape["type"] == "structure"},
    "simple": {name: {"type": shape["type"], "enum": shape.get("enum"), "of": (shape.get("member") or shape.get("value") or {}).get("shape")}
               for name, shape in description["shapes"].items() if shape["type"] != "structure"},
}, sys.stdout)
