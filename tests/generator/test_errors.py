"""Bad input gets one line: file, line, what is wrong, what to do; exit 1, and nothing is written.

In the inputs below, `# here` marks the line that the message must name.
"""

import os

import pytest

from tests.support.generator import OPENAPI, SCHEMA, THING, changed, command, generate, specification, tree

BODY = """\
openapi: 3.1.0
info: {title: Example, version: "1"}
servers: [{url: https://api.example.com}]
paths:
  /things:
    post:
      operationId: things.create
      x-effect: write
      requestBody:
        content:
          application/json:
            schema: SCHEMA # here
      responses:
        "200": {description: A thing., content: {application/json: {schema: {$ref: components/schemas/Thing.yaml}}}}
"""
SECOND = """\
  /others:
    get:
      operationId: things.get # here
      x-effect: read
      responses:
        "200": {description: A thing., content: {application/json: {schema: {$ref: components/schemas/Thing.yaml}}}}
"""
PARAMETER = "        - {name: thingId, in: path, required: true, description: Which one., schema: {type: string}}\n"
ANSWER = "{$ref: components/schemas/Thing.yaml}}}}"
EFFECT = "      x-effect: read\n"


def root(name, old, new, *told, **more):
    """A case in which one part of the root file is changed."""
    return case(name, {"openapi.yaml": changed(OPENAPI, old, new), **more}, *told)


def thing(name, content, *told, **more):
    """A case in which the schema's file has other content."""
    return case(name, {SCHEMA: content, **more}, *told)


def body(name, schema, *told, **more):
    """A case in which the operation takes a body of this schema."""
    return case(name, {"openapi.yaml": changed(BODY, "SCHEMA", schema), **more}, *told)


def field(name, schema, *told, **more):
    """A case in which the schema has one property of this form."""
    return thing(name, f"type: object\nproperties:\n  name: {schema} # here\n", *told, **more)


def second(name, operation, *told, **more):
    """A case in which a second operation has this operationId."""
    operations = OPENAPI + changed(SECOND, "things.get", operation)
    return case(name, {"openapi.yaml": operations, **more}, *told)


def case(name, files, what, cure, at=None):
    """One bad input, what its message must say, and where: the marked line, or `at`."""
    marked = [
        (path, number)
        for path, content in files.items()
        if isinstance(content, str)
        for number, line in enumerate(content.split("\n"), 1)
        if line.endswith("# here")
    ]
    assert at or len(marked) == 1, (name, marked)
    return pytest.param(files, at or marked[0], what, cure, id=name)


def chain(length, width):
    """Fields that each refer to the next one, `width` times: together `width ** length` of them."""
    text = ""
    for number in range(length):
        inner = ", ".join(f"p{i}: {{$ref: '#/f{number + 1}'}}" for i in range(width))
        text += f"f{number}: {{type: object, properties: {{{inner}}}}}\n"
    return f"{text}f{length}: {{type: string}}\n"


def schemas(length, width, form):
    """Schema files that each refer to the next one, `width` times."""
    files = {}
    for number in range(length):
        parts = ", ".join(form.format(i, f"S{number + 1}.yaml") for i in range(width))
        files[f"components/schemas/S{number}.yaml"] = parts.join(
            ("allOf: [", "]\n") if form.startswith("{{") else ("type: object\nproperties: {", "}\n")
        )
    return {**files, f"components/schemas/S{length}.yaml": THING}


REFERENCES = [
    root("missing file", ANSWER, "{$ref: Nope.yaml}}}} # here", "'Nope.yaml' leads nowhere: no such file", "Correct"),
    root("missing key", ANSWER, "{$ref: 'f.yaml#/a/b'}}}} # here", "no key 'b'", "Correct", **{"f.yaml": "a: {}\n"}),
    root("missing component", ANSWER, "{$ref: '#/components/schemas/A'}}}} # here", "leads nowhere", "Correct"),
    root("outside", ANSWER, "{$ref: ../../../a.yaml}}}} # here", "leaves the specification's folder", "below it"),
    root("absolute", ANSWER, "{$ref: /etc/a.yaml}}}} # here", "leaves the specification", "relative"),
    root("url", ANSWER, "{$ref: 'https://example.com/a.yaml'}}}} # here", "leaves the specification", "relative"),
    root("file url", ANSWER, "{$ref: 'file:a.yaml'}}}} # here", "leaves the specification", "relative"),
    root("drive", ANSWER, "{$ref: 'C:/a.yaml'}}}} # here", "leaves the specification", "relative"),
    root("no yaml", ANSWER, "{$ref: a.json}}}} # here", "no YAML file", "*.yaml", **{"a.json": "{}"}),
    root("nul", ANSWER, '{$ref: "a\\0b.yaml"}}}} # here', "'a\\x00b.yaml' leads nowhere", "Correct the path"),
    root("long", ANSWER, "{$ref: " + "a" * 5000 + "}}}} # here", "aaa' leads nowhere", "Correct the path"),
    root("a list", ANSWER, "{$ref: [a]}}}} # here", "$ref is not a string", "relative path"),
    root("to itself", ANSWER, "{$ref: '#'}}}} # here", "in a circle", "Break the circle"),
    root("to a path", ANSWER, "{$ref: '#/paths/~1a'}}}} # here", "where a schema is needed", "components/schemas"),
    root("to a word", ANSWER, "{$ref: 'f.yaml#/a'}}}} # here", "does not lead to a mapping", "Point it at a schema",
         **{"f.yaml": "a: b\n"}),
    root("other kind", ANSWER, "{$ref: components/responses/A.yaml}}}} # here", "schema is needed", "Refer",
         **{"components/responses/A.yaml": "description: a\n"}),
    root("inline circle", ANSWER, "{$ref: 'f.yaml#/a'}}}}", "leads in a circle", "Break the circle",
         **{"f.yaml": "a: {properties: {x: {$ref: '#/b'}}}\nb: {items: {$ref: '#/a'}} # here\n"}),
    thing("only itself", "$ref: Thing.yaml # here\n", "leads in a circle", "Break the circle"),
    thing("aliases in a circle", "$ref: B.yaml # here\n", "leads in a circle", "Break the circle",
          **{"components/schemas/B.yaml": "$ref: Thing.yaml\n"}),
    thing("alias", "$ref: B.yaml # here\n", "'Thing' is only a reference", "refer to its target",
          **{"components/schemas/B.yaml": THING}),
    thing("allOf circle", "allOf: [{$ref: Thing.yaml}] # here\n", "allOf leads in a circle", "fewer"),
    root("component twice", "paths:\n", "components: {schemas: {Thing: {type: object}}} # here\npaths:\n",
         "A file too defines the component 'Thing'", "Keep one"),
    root("name", ANSWER, "{$ref: components/schemas/a_b.yaml}}}} # here", "no name for a component", "letters",
         **{"components/schemas/a_b.yaml": THING}),
]  # fmt: skip

TREE = [
    second("twice", "things.get", "Two operations are called 'things.get'; the other is at ", "Rename"),
    second("keyword", "things.import", "'import' in operationId 'things.import' is a Python keyword", "another word"),
    second("soft keyword", "match.get", "'match' in operationId 'match.get' is a Python keyword", "another word"),
    second("method of the client", "with_options.get", "'with_options' in operationId", "another word"),
    second("attribute of the client", "actions.get", "shadows a name that the client has", "another word"),
    second("type", "things.dict", "'dict' in operationId 'things.dict' shadows", "another word"),
    second("class", "none.get", "would be the class None, which is taken", "Rename"),
    second("imported class", "resource.get", "would be the class Resource, which is taken", "Rename"),
    second("async class", "async_things.get", "would share the class AsyncThings", "Rename"),
    second("no resource", "things", "operationId is 'things'", "resource.verb"),
    second("capitals", "Things.get", "operationId is 'Things.get'", "resource.verb"),
    root("operation and resource", "things.get", "things.get # here", "is an operation and a resource", "Rename"),
    case("alike", {"openapi.yaml": changed(OPENAPI, "things.get", "a.b_c") + changed(SECOND, "things.get", "a_b.c")},
         "'a.b_c' and 'a_b.c' are too much alike; the other is at ", "Rename"),
    root("no name", "      operationId: things.get\n      x-effect: read\n", "      x-effect: read # here\n",
         "has no operationId", "resource.verb"),
]  # fmt: skip
TREE[11].values[0]["openapi.yaml"] += changed(SECOND, "things.get # here", "things.get.more")

OPERATIONS = [
    root("unknown extension", EFFECT, f"{EFFECT}      x-retry: 1 # here\n", "'x-retry' is unknown", "rules.py"),
    root("no effect", f"things.get\n{EFFECT}", "things.get # here\n", "things.get has no x-effect", "read, write"),
    root("other effect", "x-effect: read", "x-effect: reads # here", "x-effect is 'reads'", "read, write, destroy"),
    root("no action", EFFECT, f"{EFFECT}      x-cal: {{request: GET /v2/me}}\n",
         "is an action, but its requestBody has no", "as other actions do", ("openapi.yaml", 7)),
    root("undeclared", f"things.get\n{EFFECT}      parameters:\n{PARAMETER}", f"things.get # here\n{EFFECT}",
         "/things/{thingId} has {thingId}, which things.get does not declare", "`in: path`"),
    root("unused", "/things/{thingId}:", "/things:", "but /things does not have it", "{thingId}", ("openapi.yaml", 10)),
    root("optional in path", PARAMETER, changed(PARAMETER, "required: true, ", "")[:-1] + " # here\n",
         "The path argument 'thingId' of things.get is not required", "`required: true`"),
    root("header", PARAMETER, PARAMETER + "        - {name: a, in: header, schema: {type: string}} # here\n",
         "'a' of things.get is in 'header'", "Only path and query"),
    root("declared twice", PARAMETER, PARAMETER + PARAMETER[:-1] + " # here\n", "declares 'thingId' twice", "Remove"),
    root("parameter without schema", PARAMETER, PARAMETER + "        - {name: a, in: query} # here\n", "no 'schema'",
         "Add it"),
    root("parameter with content", PARAMETER, "        - {name: thingId, in: path, content: {}} # here\n",
         "'content' is not supported in a parameter", "Give it a schema"),
    root("body of GET", EFFECT, f"{EFFECT}      requestBody: {{content: {{}}}} # here\n", "GET does not send",
         "another method"),
    root("callbacks", EFFECT, f"{EFFECT}      callbacks: {{}} # here\n", "'callbacks' is not supported", "Remove"),
    root("dialect", "paths:\n", "jsonSchemaDialect: a # here\npaths:\n", "'jsonSchemaDialect' is not supported",
         "Remove"),
    root("media type", ANSWER.join(("{application/json: {schema: ", "")), "{text/plain: {}}} # here",
         "The content of 200 is text/plain", "Only application/json"),
    root("no content", ', content: {application/json: {schema: ' + ANSWER, "}", "answers no application/json schema",
         "Give the answer 200 a schema", ("openapi.yaml", 11)),
    root("two answers", '        "200"', '        "201": {description: A}\n        "200"', "has 2 successful answers",
         "one success", ("openapi.yaml", 11)),
    root("no success", '"200"', '"404"', "has no successful answer", "one success", ("openapi.yaml", 11)),
    root("no responses", '      responses:\n        "200"', '      x-source:\n        "200"', "no successful answer",
         "Add `responses:`", ("openapi.yaml", 7)),
    root("answer of no shape", ANSWER, "{type: boolean}}}}", "a bool, is not supported", "Answer an object",
         ("openapi.yaml", 11)),
    root("unnamed answer", ANSWER, "{type: object, properties: {a: {type: string}}}}}} # here", "without a name",
         "components/schemas"),
    root("version", "openapi: 3.1.0", "openapi: 3.0.3 # here", "openapi is '3.0.3'", "openapi: 3.1.0"),
    root("number as version", "openapi: 3.1.0", "openapi: 3.1 # here", "openapi is 3.1", "openapi: 3.1.0"),
    root("no version", "openapi: 3.1.0\n", "", "version of OpenAPI is missing", "3.1.0", ("openapi.yaml", 1)),
    root("unquoted version", 'version: "1"}', "version: 1.0} # here", "'version' is 1.0, not a text", "in quotes"),
    root("no server", "servers: [{url: https://api.example.com}]\n", "", "things.get has no server", "Add `servers:`",
         ("openapi.yaml", 6)),
    root("relative server", "https://api.example.com}]", "/v1}] # here", "'/v1' is no root", "https://"),
    root("path", "  /things/{thingId}:", "  things/{thingId}: # here", "'things/{thingId}' is no path", "with /"),
    root("half a brace", "  /things/{thingId}:", "  /things/{thingId: # here", "is no path", "arguments as {name}"),
    root("a format in a path", "  /things/{thingId}:", "  /things/{thingId!r}: # here", "is no path", "{name}"),
    root("method", "    get:", "    gett: # here", "'gett' is not supported in a path item", "'get' is meant"),
    case("no method", {"openapi.yaml": OPENAPI.partition("    get:")[0] + "    summary: A thing.\n"},
         "/things/{thingId} holds no operation", "get, put", ("openapi.yaml", 5)),
    case("no paths", {"openapi.yaml": 'openapi: 3.1.0\ninfo: {title: A, version: "1"}\n'}, "no 'paths'", "Add it",
         ("openapi.yaml", 1)),
]  # fmt: skip

VARIANTS = "Merge the variants"
SCHEMAS = [
    field("oneOf", "{oneOf: [{type: string}, {type: integer}]}", "'oneOf' is not supported", VARIANTS),
    field("anyOf", "{anyOf: [{type: string}, {type: integer}]}", "anyOf is supported only for", VARIANTS),
    field("anyOf of an object", "{anyOf: [{type: object}, {type: 'null'}]}", "anyOf is supported only for", VARIANTS),
    field("discriminator", "{discriminator: {propertyName: a}}", "'discriminator' is not supported", VARIANTS),
    field("not", "{not: {type: string}}", "'not' is not supported in a schema", "Describe it in words"),
    field("const", "{const: a}", "'const' is not supported", "an enum of one value"),
    field("nullable", "{type: string, nullable: true}", "'nullable' is not supported", 'type: [string, "null"]'),
    field("closed object", "{type: object, additionalProperties: false}", "Closed objects", "Leave it out"),
    field("pattern properties", "{patternProperties: {a: {}}}", "not supported", "Use additionalProperties"),
    field("typing error", "{type: string, descripton: A}", "'descripton' is not supported", "'description' is meant"),
    field("type", "{type: text}", "The type 'text' is not supported", "one of string, integer"),
    field("only null", "{type: 'null'}", "The type 'null' is not supported", "one of string, integer"),
    field("binary", "{type: string, format: binary}", "'binary' is not supported", "base64"),
    field("mixed enum", "{enum: [a, 1]}", "An enum must hold texts", "List different texts"),
    field("enum of numbers", "{type: integer, enum: [1, 2]}", "An enum must hold texts", "List different texts"),
    field("empty enum", "{type: string, enum: []}", "An enum must hold texts", "List different texts"),
    field("value twice", "{type: string, enum: [a, a]}", "each of them once", "List different texts"),
    field("unquoted yes", "{type: string, x-sensitive: yes}", "'x-sensitive' is 'yes', not true or false", "Write"),
    field("text for a list", "{type: object, required: a}", "'required' is 'a', not a list", "Write a list"),
    field("list for a text", "{description: [a]}", "'description' is a list, not a text", "in quotes"),
    field("number for a schema", "3", "'name' is 3, not a mapping", "Write a mapping"),
    field("empty schema", "", "'name' is empty, not a mapping", "Write a mapping"),
    field("list in allOf", "{allOf: [[]]}", "Entry 1 of 'allOf' is a list, not a mapping", "Write a mapping"),
    field("list of lists", "{type: array, items: {type: array, items: {type: string}}}",
          "The list of list at 'name' of Thing is not supported", "a list of objects or of plain values"),
    thing("required", "type: object\nrequired: [b] # here\nproperties: {a: {type: string}}\n",
          "Thing requires 'b', which is not among its properties", "Correct the name"),
    thing("collision", "type: object\nproperties:\n  aB: {type: string} # here\n  a_b: {type: string}\n",
          "'aB' of Thing would be the attribute 'a_b', which is taken", "Leave it out"),
    thing("collision of one letter", "type: object\nproperties:\n  ﬁ: {type: string} # here\n  fi: {type: string}\n",
          "would be the attribute 'fi'", "Leave it out"),
    field("nullable object without a name", "{type: [object, 'null'], properties: {a: {type: string}}}",
          "An object without a name stands here", "components/schemas"),
    body("unnamed argument", "{type: object, properties: {a: {type: object, properties: {b: {type: string}}}}}",
         "An object without a name stands here", "components/schemas"),
    body("timeout", "{type: object, properties: {timeout: {type: integer}}}",
         "'timeout' of things.create would be called 'timeout', which is taken", "Rename it"),
    body("extra_arguments", "{type: object, properties: {extraArguments: {type: integer}}}",
         "would be called 'extra_arguments', which is taken", "Rename it"),
    body("extra_headers", "{type: object, properties: {extraHeaders: {type: integer}}}",
         "would be called 'extra_headers', which is taken", "Rename it"),
    body("arguments that collide", "{type: object, properties: {aB: {type: string}, a_b: {type: string}}}",
         "'aB' of things.create would be called 'a_b'", "Rename it"),
    body("body is a list", "{type: array, items: {type: string}}", "arguments of things.create are no object",
         "`type: object`"),
    body("required argument", "{type: object, required: [b], properties: {a: {type: string}}}", "requires 'b'",
         "Correct the name"),
]  # fmt: skip
SCHEMAS += [
    thing(f"property called {name}", f"type: object\nproperties:\n  {name}: {{type: string}} # here\n",
          f"'{name}' of Thing would be the attribute", "Leave it out")
    for name in ("to_dict", "fromDict", "extra", "nulls", "mismatches")
]  # fmt: skip
SCHEMAS += [
    root(f"schema called {name}", ANSWER, ANSWER.replace("Thing", name), what, "another name",
         (f"components/schemas/{name}.yaml", 1), **{f"components/schemas/{name}.yaml": THING})
    for name, what in (("Any", "class Any is taken"), ("Model", "is taken"), ("lower", "would be the class Lower"))
]  # fmt: skip

FILES = [
    thing("broken", "type: object\nproperties: {a: [}\n", "Broken YAML", "Check quotes", (SCHEMA, 2)),
    thing("unclosed", "type: 'object\n", "Broken YAML", "Check quotes", (SCHEMA, 1)),
    thing("indentation", "type: object\n  properties: {} # here\n", "Broken YAML", "Check quotes"),
    thing("tab", "type: object\nproperties:\n\tname: {type: string} # here\n", "Broken YAML", "indentation"),
    thing("duplicate key", "type: object\ntitle: A\ntype: object # here\n", "'type' stands twice, first in line 1",
          "Remove"),
    thing("list for a key", "type: object\n? [a] # here\n: b\n", "A key is not a plain string", "before the colon"),
    thing("mapping for a key", "type: object\n? {a: b} # here\n: c\n", "A key is not a plain string", "Write a string"),
    thing("merge key", "type: object\n<<: {a: b} # here\n", "Merge keys are not supported", "allOf or $ref"),
    thing("alias", "a: &a {type: object}\nb: *a # here\n", "The alias *a is not supported", "use $ref"),
    thing("anchor bomb", "a: &a [x, x]\nb: &b [*a, *a] # here\n" + "".join(
        f"{chr(c + 1)}: &{chr(c + 1)} [{', '.join([f'*{chr(c)}'] * 9)}]\n" for c in range(98, 120)),
        "The alias *a is not supported", "use $ref"),
    thing("tag", "a: !!python/object/apply:os.getcwd [] # here\n", "The tag tag:yaml.org,2002:python", "Remove it"),
    thing("two documents", "a: b\n--- # here\nc: d\n", "A second document begins", "one document"),
    thing("deep lists", "a: " + "[" * 10_000 + "]" * 10_000 + "\n", "Nested over 64 levels", "Name", (SCHEMA, 1)),
    thing("deep objects", "a: " + "{a: " * 10_000, "Nested over 64 levels", "Name inner schemas", (SCHEMA, 1)),
    thing("deep blocks", "".join(f"{' ' * i}a:\n" for i in range(1500)), "Nested over 64", "Name inner", (SCHEMA, 65)),
    thing("many properties", "properties:\n" + "".join(f"  p{i}: {{}}\n" for i in range(100_000)),
          "Over 10,000 entries", "Split them", (SCHEMA, 10_002)),
    thing("huge", "a: " + "x" * 2_000_000, "over 2,000,000 bytes", "Split it", (SCHEMA, 1)),
    thing("huge number", "a: " + "9" * 5000, "is too long", "in quotes", (SCHEMA, 1)),
    thing("infinite number", "maximum: 1e999 # here\n", "The number 1e999 is too long", "in quotes"),
    thing("nul", b"a: b\nc: \xc3\xa9\nd: e\0f\n", "Broken YAML: control characters", "Remove", (SCHEMA, 3)),
    thing("escape", b"a: b\nd: e\x1b[31mf\n", "Broken YAML: control characters", "Remove", (SCHEMA, 2)),
    thing("latin-1", "a: b\nc: é\n".encode("latin-1"), "not UTF-8", "Save it as UTF-8", (SCHEMA, 2)),
    thing("utf-16", "a: b\n".encode("utf-16"), "not UTF-8", "Save it as UTF-8", (SCHEMA, 1)),
    thing("empty", "", "does not hold a mapping", "`key: value`", (SCHEMA, 1)),
    thing("only a comment", "# a\n", "does not hold a mapping", "`key: value`", (SCHEMA, 1)),
    case("empty root", {"openapi.yaml": ""}, "does not hold a mapping", "`key: value`", ("openapi.yaml", 1)),
    case("a list at the top", {"openapi.yaml": "- a\n"}, "not hold a mapping", "`key: value`", ("openapi.yaml", 1)),
]  # fmt: skip

BOMBS = [
    root("references written out", ANSWER, "{$ref: 'f.yaml#/f0'}}}}", "grows past 400,000 nodes", "components/schemas",
         ("f.yaml", 30), **{"f.yaml": chain(30, 10)}),
    root("a long chain written out", ANSWER, "{$ref: 'f.yaml#/f0'}}}}", "grows past 100 levels", "components/schemas",
         ("f.yaml", 31), **{"f.yaml": chain(300, 1)}),
    body("arguments", "{$ref: components/schemas/S0.yaml}", "grow past 20,000 nodes", "Refer to fewer",
         ("components/schemas/S29.yaml", 2), **schemas(30, 5, "p{}: {{$ref: {}}}")),
    body("allOf", "{$ref: components/schemas/S0.yaml}", "joins over 200 schemas", "fewer",
         ("components/schemas/S28.yaml", 1), **schemas(30, 2, "{{$ref: {1}}}")),
]  # fmt: skip

PARSER = [
    thing("array without items", "type: object\nproperties: {a: {type: array}}\n",
          "The parser can't read the specification: Unable to process schema /components/schemas/Thing: type array",
          "another way", (SCHEMA, 1)),
    thing("two models of one name",
          "type: object\nproperties:\n  part: {type: object, properties: {a: {type: string}}}\n"
          "  other: {$ref: ThingPart.yaml}\n",
          "Attempted to generate duplicate models with name \"ThingPart\"", "another way", (SCHEMA, 1),
          **{"components/schemas/ThingPart.yaml": THING}),
    thing("a list of itself", "type: array\nitems: {$ref: Thing.yaml}\n", "Unable to parse schema "
          "/components/schemas/Thing", "another way", (SCHEMA, 1)),
    thing("names without a letter", "type: object\nproperties: {'!': {type: string}, '?': {type: string}}\n",
          "have the same python_name", "another way", (SCHEMA, 1)),
    root("answer is a list without items", ANSWER, "{type: array}}}}", "GET /things/{thingId}", "another way",
         ("openapi.yaml", 7)),
]  # fmt: skip

CONTROL = [
    thing("key of a schema", 'type: object\n"de\\e[31m\\u202escript": a # here\n', "'de\\x1b[31m\\u202escript'", ""),
    thing("duplicate key", '"a\\n\\a": 1\n"a\\n\\a": 2 # here\n', "'a\\n\\x07' stands twice", "Remove"),
    root("reference", ANSWER, '{$ref: "a\\r\\n\\e[2J.yaml"}}}} # here', "'a\\r\\n\\x1b[2J.yaml'", "Correct"),
    root("path", "  /things/{thingId}:", '  "/things\\n\\e/{thingId} ": # here', "'/things\\n\\x1b/{thingId} '",
         "with /"),
    root("media type", ANSWER.join(("{application/json: {schema: ", "")), '{"text\\n\\e[31m": {}}} # here',
         "The content of 200 is text\\n\\x1b[31m", "Only application/json"),
    root("file", ANSWER, "{$ref: \"f\\n\\e.yaml#/a\"}}}}", "'nullable' is not supported in a schema", "Write type",
         ("f\\n\\x1b.yaml", 1), **{"f\n\x1b.yaml": "a: {nullable: true}\n"}),
    root("name", "things.get", '"things.get\\n\\u2028" # here', "'things.get\\n\\u2028'", "resource.verb"),
]  # fmt: skip

ALL = [
    pytest.param(*each.values, id=f"{group}: {each.id}")
    for group, cases in (
        ("references", REFERENCES),
        ("tree", TREE),
        ("operations", OPERATIONS),
        ("schemas", SCHEMAS),
        ("files", FILES),
        ("bombs", BOMBS),
        ("parser", PARSER),
        ("control characters", CONTROL),
    )
    for each in cases
]


@pytest.fixture
def output(tmp_path):
    """A package that an earlier run left, with something stale in it."""
    folder = tmp_path / "out" / "package"
    (folder / "models").mkdir(parents=True)
    (folder / "client.py").write_text("# as it was\n", "utf-8")
    (folder / "models" / "stale.py").write_text("# stale\n", "utf-8")
    return folder


@pytest.mark.parametrize(("files", "place", "what", "cure"), ALL)
def test_bad_input_is_told_in_one_line_and_writes_nothing(files, place, what, cure, tmp_path, output, capsys):
    """The message says file, line, what and what to do, all of it printable; the exit code is 1."""
    spec = specification(tmp_path / "spec", files)
    before = tree(tmp_path)
    assert 1 == generate(spec, output)
    told = capsys.readouterr()
    file, line = place
    assert "" == told.out
    assert told.err.startswith(f"error: {(tmp_path / 'spec' / file).as_posix()}:{line}: ")
    assert what in told.err
    assert cure in told.err.partition(what)[2]
    assert told.err.endswith(".\n")
    assert told.err[:-1].isprintable()
    assert len(told.err) < 1000
    assert before == tree(tmp_path)


def test_the_input_that_is_changed_is_right(tmp_path, capsys):
    """The cases fail for what is changed in them, not for the rest."""
    for number, files in enumerate(({}, {"openapi.yaml": changed(BODY, "SCHEMA", "{type: object}")})):
        spec = specification(tmp_path / f"spec{number}", files)
        assert 0 == generate(spec, tmp_path / f"out{number}"), capsys.readouterr().err


def test_a_byte_order_mark_changes_nothing(tmp_path):
    """Some editors write one; it is no error."""
    for name, start in (("plain", b""), ("marked", b"\xef\xbb\xbf")):
        spec = specification(tmp_path / name / "spec", {"openapi.yaml": start + OPENAPI.encode()})
        assert 0 == generate(spec, tmp_path / name / "out")
    plain, marked = tree(tmp_path / "plain" / "out"), tree(tmp_path / "marked" / "out")
    assert {**plain, "manifest.json": b""} == {**marked, "manifest.json": b""}


def test_a_long_chain_of_named_schemas_is_no_error(tmp_path):
    """References that keep their names may go as deep as they like."""
    files = schemas(150, 2, "p{}: {{$ref: {}}}")
    files["openapi.yaml"] = changed(OPENAPI, "schemas/Thing.yaml", "schemas/S0.yaml")
    assert 0 == generate(specification(tmp_path / "spec", files), tmp_path / "out")


@pytest.mark.parametrize("name", ["nope.yaml", "folder"])
def test_a_root_that_cannot_be_read_is_told(name, tmp_path, output, capsys):
    """A missing file and a folder are named."""
    (tmp_path / "folder").mkdir()
    before = tree(tmp_path)
    assert 1 == generate(tmp_path / name, output)
    assert capsys.readouterr().err.startswith(f"error: {tmp_path}/{name}:1: The file can't be read: ")
    assert before == tree(tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path, output, capsys):
    """A symbolic link does not get around the rule that references stay inside."""
    (tmp_path / "secret.yaml").write_text(THING, "utf-8")
    spec = specification(tmp_path / "spec", {"openapi.yaml": changed(OPENAPI, "Thing.yaml", "Link.yaml")})
    (spec.parent / "components" / "schemas" / "Link.yaml").symlink_to(tmp_path / "secret.yaml")
    assert 1 == generate(spec, output)
    assert "leaves the specification's folder" in capsys.readouterr().err


def test_links_in_a_circle_are_told(tmp_path, output, capsys):
    """A file that is a link to itself leads nowhere."""
    spec = specification(tmp_path / "spec", {"openapi.yaml": changed(OPENAPI, "Thing.yaml", "Link.yaml")})
    link = spec.parent / "components" / "schemas" / "Link.yaml"
    link.symlink_to(link)
    assert 1 == generate(spec, output)
    assert "openapi.yaml:12: $ref 'components/schemas/Link.yaml' leads nowhere" in capsys.readouterr().err


def test_an_output_that_cannot_be_a_folder_is_told(tmp_path, capsys):
    """A path below a regular file is named, and the file stays."""
    spec = specification(tmp_path / "spec")
    (tmp_path / "file").write_text("as it was", "utf-8")
    before = tree(tmp_path)
    assert 1 == generate(spec, tmp_path / "file" / "package")
    assert capsys.readouterr().err.endswith("Mend that and try again; nothing has been changed.\n")
    assert before == tree(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_output_is_told(tmp_path, output, capsys):
    """A folder that can't be written to is named and stays as it was."""
    spec = specification(tmp_path / "spec")
    before = tree(tmp_path)
    output.parent.chmod(0o500)
    try:
        assert 1 == generate(spec, output)
    finally:
        output.parent.chmod(0o700)
    assert "nothing has been changed" in capsys.readouterr().err
    assert before == tree(tmp_path)


@pytest.mark.parametrize("verb", ["generate", "check", "bundle"])
def test_every_command_tells_of_bad_input(verb, tmp_path):
    """As a process of its own: exit 1, one line on stderr, no traceback."""
    spec = specification(tmp_path / "spec", {SCHEMA: 'type: "te\\e\\nxt"\n'})
    done = command(verb, "--spec", spec, "--output", tmp_path / "out")
    assert (1, "") == (done.returncode, done.stdout)
    assert f"error: {tmp_path}/spec/{SCHEMA}:1: The type 'te\\x1b\\nxt' is not supported. " in done.stderr
    assert 1 == done.stderr.count("\n")
    assert not (tmp_path / "out").exists()
