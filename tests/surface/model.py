"""Prints the public surface of an AWS SDK for .NET (version 4) service client, as its generator makes it of the service's model, in the form of SurfaceText.cs.

model.py SERVICE-2.JSON NAMESPACE CLIENT [PAGINATORS-1.JSON]   e.g. model.py service-2.json Amazon.StepFunctions StepFunctions paginators-1.json
"""
import json
import re
import sys

model = json.load(open(sys.argv[1], encoding="utf-8"))
space, client = sys.argv[2:4]
pages = json.load(open(sys.argv[4], encoding="utf-8"))["pagination"] if len(sys.argv) > 4 else {}
shapes, lines = model["shapes"], set()
SIMPLE = {"boolean": "bool?", "integer": "int?", "long": "long?", "float": "float?", "double": "double?", "timestamp": "DateTime?", "blob": "MemoryStream", "string": "string"}
FULL = ", Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode"


def upper(name):
    return name[0].upper() + name[1:]


def type_of(name, inside=False):
    shape = shapes[name]
    kind = shape["type"]
    if kind == "list":
        return f"List<{type_of(shape['member']['shape'], True)}>"
    if kind == "map":
        return f"Dictionary<{type_of(shape['key']['shape'], True)}, {type_of(shape['value']['shape'], True)}>"
    if kind == "structure":
        return upper(name)
    if shape.get("enum"):
        # In a collection an enumeration is text.
        return "string" if inside else upper(name)
    of = SIMPLE[kind]
    return of.rstrip("?") if inside else of


def properties(owner, shape):
    for member, of in shapes[shape].get("members", {}).items() if shape else ():
        for kind in "GS":
            lines.add(f"{kind} {owner}.{upper(member)} : {type_of(of['shape'])}")


def declare(name, kind="class", constructor=True):
    lines.add(f"T {name} : {kind}")
    if kind == "class" and constructor:
        lines.add(f"C {name}()")


def exception(name):
    declare(name, constructor=False)
    for parameters in ("string message", "string message, Exception innerException", "Exception innerException", "string message" + FULL,
                       "string message" + FULL.replace(", Exception innerException", "")):
        lines.add(f"C {name}({parameters})")


def enumeration(name, values):
    declare(name, constructor=False)
    short = name.split(".")[-1]
    lines.add(f"C {name}(string value)")
    lines.add(f"M {name}.FindValue(string value) : {short}")
    lines.add(f"M {name}.op_Implicit(string value) : {short}")
    for value in values:
        constant = "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9_]+", value))
        lines.add(f"F {name}.{constant} : {short}")


def clients():
    face, body = f"{space}.IAmazon{client}", f"{space}.Amazon{client}Client"
    declare(face, "interface")
    declare(body)
    for keys in ("", "AWSCredentials credentials", "string awsAccessKeyId, string awsSecretAccessKey", "string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken"):
        for more in ("", "RegionEndpoint region", f"Amazon{client}Config {'clientConfig' if keys else 'config'}"):
            lines.add(f"C {body}({', '.join(part for part in (keys, more) if part)})")
    config = f"{space}.Amazon{client}Config"
    declare(config)
    lines.update(f"G {config}.{name} : string" for name in ("RegionEndpointServiceName", "ServiceVersion", "UserAgent", "ServiceId"))
    for name in model["operations"]:
        for owner in (face, body):
            lines.add(f"M {owner}.{name}Async({name}Request request, CancellationToken cancellationToken) : Task<{name}Response>")
    exception(f"{space}.Amazon{client}Exception")
    declare(f"{space}.Model.Amazon{client}Request")


def paginators():
    factory = f"{space}.Model.I{client}PaginatorFactory"
    declare(factory, "interface")
    for owner in (f"{space}.IAmazon{client}", f"{space}.Amazon{client}Client"):
        lines.add(f"G {owner}.Paginators : I{client}PaginatorFactory")
    for name, page in pages.items():
        lines.add(f"M {factory}.{name}({name}Request request) : I{name}Paginator")
        paginator = f"{space}.Model.I{name}Paginator"
        declare(paginator, "interface")
        lines.add(f"G {paginator}.Responses : IPaginatedEnumerable<{name}Response>")
        keys = page["result_key"]
        for key in keys if isinstance(keys, list) else [keys]:
            of = shapes[shapes[model["operations"][name]["output"]["shape"]]["members"][key]["shape"]]["member"]["shape"]
            lines.add(f"G {paginator}.{upper(key)} : IPaginatedEnumerable<{type_of(of, True)}>")


clients()
if pages:
    paginators()
ends = set()
for name, operation in model["operations"].items():
    for kind, member in (("Request", "input"), ("Response", "output")):
        shape = operation.get(member, {}).get("shape")
        ends.add(shape)
        declare(f"{space}.Model.{name}{kind}")
        properties(f"{space}.Model.{name}{kind}", shape)
for name, shape in shapes.items():
    if shape["type"] == "structure" and shape.get("exception"):
        # The SDK lets each name end alike.
        called = f"{space}.Model.{name if name.endswith('Exception') else name + 'Exception'}"
        exception(called)
        for member, of in shape.get("members", {}).items():
            if member.lower() != "message":
                lines.update(f"{kind} {called}.{upper(member)} : {type_of(of['shape'])}" for kind in "GS")
    elif shape["type"] == "structure" and name not in ends:
        declare(f"{space}.Model.{upper(name)}")
        properties(f"{space}.Model.{upper(name)}", name)
    elif shape.get("enum"):
        enumeration(f"{space}.{upper(name)}", shape["enum"])
print("\n".join(sorted(lines)))
