import { compareBytes, type Entry, type EntryKind, type Host, HostError } from './host.js';

interface Node {
  readonly kind: Exclude<EntryKind, 'none'>;
  readonly bytes: Uint8Array;
  readonly mode: number;
}

export interface MemoryHost extends Host {
  /** Every file with its text, in byte order of path. */
  files(): Readonly<Record<string, string>>;
  /** Puts a symlink at a path; it leads nowhere. */
  symlink(path: string): void;
  /** What wrote since the last call: `write a`, `rename a b`, `remove a`. */
  takeLog(): readonly string[];
  /** Makes the next writing of the kind at this path fail with the reason. */
  failOn(operation: 'writeFile' | 'rename' | 'remove', path: string, reason: string): void;
}

/** A file system that lives in memory, filled with the given texts; whole commands run on it in tests. */
export function memoryHost(texts: Readonly<Record<string, string | Uint8Array>> = {}): MemoryHost {
  const nodes = new Map<string, Node>();
  const failures = new Map<string, string>();
  let log: string[] = [];

  const addParents = (path: string): void => {
    const parts = path.split('/');
    for (let length = 1; length < parts.length; length++) {
      const parent = parts.slice(0, length).join('/');
      if (parent === '') continue;
      const there = nodes.get(parent);
      if (there !== undefined && there.kind !== 'directory') throw new HostError(path, 'a part of the path is no directory');
      nodes.set(parent, directoryNode);
    }
  };
  const failWhenAsked = (operation: string, path: string): void => {
    const reason = failures.get(`${operation} ${path}`);
    if (reason !== undefined) throw new HostError(path, reason);
  };
  const children = (directory: string): Entry[] => {
    const prefix = directory === '.' ? '' : `${directory}/`;
    return [...nodes]
      .filter(([path]) => path.startsWith(prefix) && path.length > prefix.length && !path.slice(prefix.length).includes('/'))
      .map(([path, node]) => ({ name: path.slice(prefix.length), kind: node.kind }))
      .sort((a, b) => compareBytes(a.name, b.name));
  };
  const put = (path: string, node: Node): void => {
    addParents(path);
    nodes.set(path, node);
  };

  for (const [path, content] of Object.entries(texts)) {
    put(normal(path), { kind: 'file', bytes: typeof content === 'string' ? Buffer.from(content, 'utf8') : content, mode: 0o644 });
  }

  return {
    readFile: (path, most) => {
      const node = nodes.get(normal(path));
      return node?.kind === 'file' ? node.bytes.subarray(0, most) : undefined;
    },
    list: (directory) => children(normal(directory)),
    stat: (path) => {
      const node = normal(path) === '.' ? directoryNode : nodes.get(normal(path));
      return { kind: node?.kind ?? 'none', mode: node?.mode ?? 0, size: node?.bytes.length ?? 0 };
    },
    writeFile: (path, bytes, mode) => {
      failWhenAsked('writeFile', normal(path));
      log.push(`write ${normal(path)}`);
      put(normal(path), { kind: 'file', bytes: Uint8Array.from(bytes), mode });
    },
    mkdir: (path) => put(normal(path), directoryNode),
    rename: (from, to) => {
      failWhenAsked('rename', normal(to));
      const node = nodes.get(normal(from));
      if (node === undefined) throw new HostError(from, 'no such file or directory');
      log.push(`rename ${normal(from)} ${normal(to)}`);
      nodes.delete(normal(from));
      put(normal(to), node);
    },
    remove: (path) => {
      failWhenAsked('remove', normal(path));
      if (children(normal(path)).length > 0) throw new HostError(path, 'the directory is not empty');
      if (!nodes.delete(normal(path))) throw new HostError(path, 'no such file or directory');
      log.push(`remove ${normal(path)}`);
    },
    files: () => {
      const files = [...nodes].filter(([, node]) => node.kind === 'file').sort(([a], [b]) => compareBytes(a, b));
      return Object.fromEntries(files.map(([path, node]) => [path, Buffer.from(node.bytes).toString('utf8')]));
    },
    symlink: (path) => put(normal(path), { kind: 'symlink', bytes: new Uint8Array(), mode: 0o777 }),
    takeLog: () => {
      const taken = log;
      log = [];
      return taken;
    },
    failOn: (operation, path, reason) => {
      failures.set(`${operation} ${normal(path)}`, reason);
    },
  };
}

const directoryNode: Node = { kind: 'directory', bytes: new Uint8Array(), mode: 0o755 };

function normal(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/+$/, '') || '.';
}
