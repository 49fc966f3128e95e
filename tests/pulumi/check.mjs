// Checks a Pulumi YAML program against the official provider's TypeScript declarations: each resource becomes a constructor call, each reference the property it
// names, and the TypeScript compiler says what does not fit: an unknown type or property, a missing input, a wrong nested argument, an output that is not there.
//
//   ./eventchat infra | node tests/pulumi/check.mjs          (after npm ci in tests/pulumi)
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parse } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const program = parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
const problems = [];
const lines = [];
const owners = [];
const names = new Map();

function emit(owner, text) {
  for (const line of text.split('\n')) {
    lines.push(line);
    owners.push(owner);
  }
}

function identifier(name) {
  return `r_${name.replace(/\W/g, '_')}`;
}

// aws:dynamodb/table:Table → @pulumi/aws/dynamodb/table, Table
function token(text) {
  const match = /^aws:([\w]+)\/([\w]+):([\w]+)$/.exec(text ?? '');
  if (!match) {
    return null;
  }
  const [, module, file, member] = match;
  return { path: module === 'index' ? `@pulumi/aws/${file}` : `@pulumi/aws/${module}/${file}`, member };
}

// The text parts of pulumi-yaml: $$ is a dollar, ${…} a reference.
function parts(text) {
  const found = [];
  let literal = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '$' && text[i + 1] === '$') {
      literal += '$';
      i++;
    } else if (text[i] === '$' && text[i + 1] === '{') {
      const end = text.indexOf('}', i);
      if (literal) {
        found.push({ literal });
      }
      literal = '';
      found.push({ reference: text.slice(i + 2, end) });
      i = end;
    } else {
      literal += text[i];
    }
  }
  if (literal || found.length === 0) {
    found.push({ literal });
  }
  return found;
}

// name.property[0]["key"] → the declared constant, and the same path on it.
function reference(text, owner) {
  const match = /^(?:\["((?:[^"\\]|\\.)*)"\]|(\w+))(.*)$/.exec(text);
  const name = match?.[1]?.replaceAll('\\"', '"') ?? match?.[2];
  if (name === 'pulumi') {
    return `({ cwd: '', stack: '', project: '', organization: '' } as Record<string, string>)${match[3]}`;
  }
  if (!names.has(name)) {
    problems.push(`${owner}: \${${text}} refers to nothing in the program`);
    return 'undefined as any';
  }
  return names.get(name) + match[3];
}

function expression(value, owner) {
  if (Array.isArray(value)) {
    return `[${value.map((item) => expression(item, owner)).join(', ')}]`;
  }
  if (typeof value === 'string') {
    const found = parts(value);
    if (found.length === 1) {
      return found[0].reference === undefined ? JSON.stringify(found[0].literal) : reference(found[0].reference, owner);
    }
    return `pulumi.concat(${found.map((part) => (part.reference === undefined ? JSON.stringify(part.literal) : reference(part.reference, owner))).join(', ')})`;
  }
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value);
  }
  const [key, ...more] = Object.keys(value);
  if (key?.startsWith('fn::') && more.length === 0) {
    return call(key, value[key], owner);
  }
  return `{\n${Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${expression(item, owner)},`).join('\n')}\n}`;
}

function call(name, value, owner) {
  switch (name) {
    case 'fn::toJSON':
      return `pulumi.jsonStringify(${expression(value, owner)})`;
    case 'fn::secret':
      return `pulumi.secret(${expression(value, owner)})`;
    case 'fn::fileAsset':
      return `new pulumi.asset.FileAsset(${expression(value, owner)})`;
    case 'fn::fileArchive':
      return `new pulumi.asset.FileArchive(${expression(value, owner)})`;
    default:
      problems.push(`${owner}: this check does not know ${name}`);
      return 'undefined as any';
  }
}

emit('', `import * as pulumi from '@pulumi/pulumi';`);
const imported = new Map();
function use(text, owner, suffix = '') {
  const found = token(text);
  if (!found) {
    problems.push(`${owner}: '${text}' is no type of the provider`);
    return null;
  }
  const local = `${found.path.replace(/\W/g, '_')}_${found.member}${suffix}`;
  if (!imported.has(local)) {
    imported.set(local, true);
    emit(owner, `import { ${found.member}${suffix} as ${local} } from '${found.path}';`);
  }
  return local;
}

// A setting that the program names: text, whatever it is on the day.
for (const [name, declared] of Object.entries(program.config ?? {})) {
  names.set(name, identifier(name));
  emit(`config ${name}`, `declare const ${identifier(name)}: string;`);
  if (declared.type !== 'string') {
    problems.push(`config ${name}: this check knows text only`);
  }
}
const variables = Object.entries(program.variables ?? {});
const resources = Object.entries(program.resources ?? {});
for (const [name] of [...variables, ...resources]) {
  names.set(name, identifier(name));
}
for (const [name, value] of variables) {
  const invoke = value['fn::invoke'];
  const local = invoke && use(invoke.function, name, 'Output');
  if (local) {
    emit(name, `const ${identifier(name)} = ${local}(${expression(invoke.arguments ?? {}, name)});`);
  } else {
    emit(name, `declare const ${identifier(name)}: any;`);
    problems.push(`${name}: this check knows variables that ask the provider only`);
  }
}
// Declared first, because a resource may refer to one that comes later.
const classes = new Map(resources.map(([name, resource]) => [name, use(resource.type, name)]));
for (const [name] of resources) {
  emit(name, `declare const ${identifier(name)}: ${classes.get(name) ?? 'any'};`);
}
for (const [name, resource] of resources) {
  if (classes.get(name)) {
    const needed = [...(resource.options?.dependsOn ?? [])].map((item) => expression(item, name));
    emit(name, `new ${classes.get(name)}(${JSON.stringify(name)}, ${expression(resource.properties ?? {}, name)}, { dependsOn: [${needed.join(', ')}] });`);
  }
}
for (const [name, value] of Object.entries(program.outputs ?? {})) {
  emit(`output ${name}`, `export const o_${name.replace(/\W/g, '_')} = ${expression(value, `output ${name}`)};`);
}

const file = join(here, 'program.generated.ts');
const options = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, types: ['node'], ignoreDeprecations: '5.0' };
const host = ts.createCompilerHost(options);
const source = lines.join('\n');
const read = host.getSourceFile;
host.getSourceFile = (path, version, ...rest) => (path === file ? ts.createSourceFile(path, source, version) : read.call(host, path, version, ...rest));
host.fileExists = ((exists) => (path) => path === file || exists.call(host, path))(host.fileExists);
const compiled = ts.createProgram([file], options, host);
for (const diagnostic of ts.getPreEmitDiagnostics(compiled)) {
  const line = diagnostic.file?.fileName === file ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line : null;
  const where = line === null ? (diagnostic.file?.fileName ?? 'compiler') : `${owners[line]}: ${lines[line].slice(0, 120)}`;
  problems.push(`${where}\n    ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n').split('\n').slice(0, 4).join('\n    ')}`);
}
for (const problem of problems) {
  console.log(problem);
}
console.log(`${resources.length} resources of ${new Set(resources.map(([, r]) => r.type)).size} types, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
