// The deepest stack the core can need on rv32imc: the worst chain of calls, from the compiler's call graph (.ci files of
// -fcallgraph-info=su) and, for library functions, from the program's disassembly. A virtual call counts as the deepest
// of all core methods of that name; one that no core class implements is the board's (hal/), and its own need comes on
// top. Arguments: the program's disassembly, its symbols (nm), the symbols in vtables, then the .ci files. Prints the
// chain; the last line is the bound.
import { readFileSync } from 'node:fs';

const [disassemblyFile, symbolsFile, vtablesFile, ...graphFiles] = process.argv.slice(2);

/** Recursion is allowed only where the code bounds it: calls of the function within itself at most. */
const recursion = [{ name: 'JsonReader::skipNested', times: 13, source: 'JsonReader::deepestNesting + 1' }];

const functions = new Map();
const functionOf = (title) => {
  const known = functions.get(title);
  if (known !== undefined) return known;
  const created = { title, name: title, frame: null, calls: new Set() };
  functions.set(title, created);
  return created;
};

const sources = new Map();
/** The identifier in front of the parenthesis that `file:line:column` points at. */
const methodCalledAt = (place) => {
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
  if (!sources.has(file)) sources.set(file, readFileSync(file, 'utf8').split('\n'));
  const text = sources.get(file)[Number(line) - 1].slice(0, Number(column) - 1);
  const method = /(\w+)\s*$/.exec(text)?.[1];
  if (method === undefined)
    throw new Error(`No method name in front of the indirect call at ${place}; extend stack-bound.mjs.`);
  return method;
};

for (const file of graphFiles) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const node = /^node: \{ title: "(.*?)" label: "(.*?)\\n.*?(?:\\n(\d+) bytes \((.*?)\))?"/.exec(line);
    if (node !== null) {
      const entry = functionOf(node[1]);
      entry.name = node[2];
      if (node[3] !== undefined) {
        if (node[4] !== 'static')
          throw new Error(`${node[2]} has a stack frame without a bound (${node[4]}).`);
        entry.frame = Number(node[3]);
      }
    }
    const edge = /^edge: \{ sourcename: "(.*?)" targetname: "(.*?)" label: "(.*?)"/.exec(line);
    if (edge === null) continue;
    const target = edge[2] === '__indirect_call' ? `virtual ${methodCalledAt(edge[3])}` : edge[2];
    functionOf(edge[1]).calls.add(target);
  }
}

const virtuals = readFileSync(vtablesFile, 'utf8').split('\n').filter(Boolean);
const methodName = (name) => /(\w+)\([^)]*\)( const)?$/.exec(name)?.[1];
const implementations = (method) =>
  virtuals.filter((title) => isCompiled(title) && methodName(functions.get(title).name) === method);

// Several names may stand for one address (`pow` and `__pow`), of which the disassembly shows one.
const namesAt = new Map();
for (const line of readFileSync(symbolsFile, 'utf8').split('\n')) {
  const [address, , name] = line.split(' ');
  if (name !== undefined) namesAt.set(address, [...(namesAt.get(address) ?? []), name]);
}
const isCompiled = (title) => functions.get(title)?.frame != null;
const aliases = new Map();
for (const names of namesAt.values()) {
  const compiled = names.find(isCompiled);
  if (compiled !== undefined) for (const name of names) aliases.set(name, compiled);
}
/** A complete constructor (C1) is compiled as the base's (C2). */
const compiledAs = (title) => {
  const base = title.replace('C1E', 'C2E');
  return isCompiled(title) || !isCompiled(base) ? (aliases.get(title) ?? title) : base;
};

const library = new Map();
let current = null;
for (const line of readFileSync(disassemblyFile, 'utf8').split('\n')) {
  const head = /^([0-9a-f]+) <([^>]+)>:$/.exec(line);
  if (head !== null) {
    current = { frame: 0, calls: new Set() };
    for (const name of namesAt.get(head[1]) ?? [head[2]]) library.set(name, current);
  }
  if (current === null) continue;
  const push = /\taddi\tsp,sp,-(\d+)/.exec(line);
  if (push !== null) current.frame += Number(push[1]);
  // Libraries are built to save registers by a common routine, whose bytes stay taken until the function returns.
  const save = /<__riscv_save_(\d+)>$/.exec(line);
  if (save !== null) current.frame += 16 * (1 + Math.floor(Number(save[1]) / 4));
  const jump = /\t(?:jal|j|call|tail)\t[^<]*<([^>+]+)>$/.exec(line);
  if (jump !== null) current.calls.add(jump[1]);
  if (/\tjalr\t/.test(line)) current.calls.add('an indirect call in a library');
}

const depths = new Map();

/** The deepest chain from a function on: bytes and the functions in it. */
const deepest = (called, path = []) => {
  const title = compiledAs(called);
  if (depths.has(title)) return depths.get(title);
  if (path.includes(title)) throw new Error(`Recursion without a bound: ${[...path, title].join(' → ')}`);
  let result;
  if (title.startsWith('virtual ')) {
    const chains = implementations(title.slice(8)).map((target) => deepest(target, [...path, title]));
    result = chains.sort((a, b) => b.bytes - a.bytes)[0] ?? {
      bytes: 0,
      chain: [`board: ${title.slice(8)}()`],
    };
  } else {
    const own = functions.get(title);
    const code = own?.frame != null ? own : library.get(title);
    if (code === undefined)
      throw new Error(`Nothing is known of ${title}; is it linked into the program?\n  ${path.join('\n  ')}`);
    const bound = recursion.find(({ name }) => own?.name.includes(`${name}(`));
    const called = [...code.calls].filter(
      (target) => !(target === title && (bound !== undefined || own?.frame == null)),
    );
    if (code.calls.has(title) && own?.frame != null && bound === undefined)
      throw new Error(`${own.name} calls itself without a bound.`);
    const best = called
      .map((target) => deepest(target, [...path, title]))
      .sort((a, b) => b.bytes - a.bytes)[0];
    const times = bound?.times ?? 1;
    result = {
      bytes: code.frame * times + (best?.bytes ?? 0),
      chain: [`${own?.name ?? title} ${code.frame}${times > 1 ? ` × ${times}` : ''}`, ...(best?.chain ?? [])],
    };
  }
  depths.set(title, result);
  return result;
};

const roots = [...functions.values()].filter(({ frame }) => frame !== null);
if (roots.length < 100)
  throw new Error(`Only ${roots.length} functions have a stack frame; is -fcallgraph-info=su on?`);
const all = roots.map(({ title }) => deepest(title)).sort((a, b) => b.bytes - a.bytes);
const { bytes, chain } = all[0];
console.log(`deepest of ${roots.length} functions:\n  ${chain.join('\n  ')}`);
console.log(bytes);
