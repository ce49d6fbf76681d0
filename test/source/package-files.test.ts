import { gzipSync, strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { tarGz } from '../../src/output/tar-gz.js';
import { memoryHost } from '../../src/source/memory-host.js';
import { type PackageLimits, readPackageFiles } from '../../src/source/package-files.js';

const PROPS = '[door]\nKV_MODE = none\n';

/** What came of reading: paths and texts, or code and message of each finding. */
function read(files: Readonly<Record<string, string | Uint8Array>>, path: string, limits?: PackageLimits) {
  const result = readPackageFiles(memoryHost(files), path, limits);
  const texts =
    result.files && Object.fromEntries([...result.files.files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
  return { name: result.files?.name, texts, said: result.findings.map(({ code, message }) => `${code}: ${message}`) };
}

interface TarPart {
  readonly name: string;
  readonly text?: string;
  readonly type?: string;
  readonly size?: number;
  readonly magic?: string;
}

/** A tar archive of just these headers, right or wrong. POSIX.1-2017, "ustar Interchange Format". */
function tar(...parts: readonly TarPart[]): Uint8Array {
  const blocks = parts.flatMap(({ name, text = '', type = '0', size, magic = 'ustar\0' }) => {
    const bytes = Buffer.from(text, 'utf8');
    const header = Buffer.alloc(512);
    header.write(name, 0, 100, 'utf8');
    header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(type, 156);
    header.write(magic, 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function zip(files: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])) as Zippable);
}

describe('a folder', () => {
  const files = { 'apps/TA-door/default/props.conf': PROPS, 'apps/TA-door/.git/config': 'x', 'apps/TA-door/README.md': 'hello' };

  it('is read by path below it, without what version control keeps', () => {
    expect(read(files, 'apps/TA-door/')).toEqual({
      name: 'apps/TA-door',
      texts: { 'README.md': 'hello', 'default/props.conf': PROPS },
      said: [],
    });
  });

  it('may hold the one app in it', () => {
    expect(read(files, 'apps').texts).toEqual({ 'README.md': 'hello', 'default/props.conf': PROPS });
  });

  it('that is no app says what is missing, and which folder may be meant', () => {
    const two = { ...files, 'apps/door/manifest.yml': 'name: door\n', 'apps/notes/a.txt': '' };
    const { files: none, findings } = readPackageFiles(memoryHost(two), 'apps');
    expect(none).toBeUndefined();
    expect(findings).toMatchObject([
      {
        code: 'package-kind',
        message: 'apps holds neither default/ nor local/ nor manifest.yml',
        fix: 'name one of those inside: apps/TA-door, apps/door',
      },
    ]);
    expect(readPackageFiles(memoryHost(files), 'apps/TA-door/default').findings[0]?.fix).toBe('name the folder above apps/TA-door/default');
  });

  it('that is not there is said to be not there', () => {
    expect(read(files, 'apps/TA-dor').said).toEqual(['package-missing: apps/TA-dor: there is no such folder and no such file']);
  });

  it('has its links told and not followed', () => {
    const host = memoryHost(files);
    host.symlink('apps/TA-door/local/props.conf');
    const { files: found, findings } = readPackageFiles(host, 'apps/TA-door');
    expect([...(found?.files.keys() ?? [])]).toEqual(['README.md', 'default/props.conf']);
    expect(findings).toMatchObject([
      {
        code: 'package-link',
        severity: 'warning',
        message: 'local/props.conf is a link and is not read',
        span: { file: 'apps/TA-door/local/props.conf' },
      },
    ]);
  });

  it('is given up when it is larger than an add-on, by one file, by all, or by their number', () => {
    const limits = { file: 30, total: 60, files: 2 };
    const small = { 'a/default/props.conf': PROPS };
    expect(read(small, 'a', limits).said).toEqual([]);
    expect(read({ ...small, 'a/lookups/x.csv': 'x'.repeat(31) }, 'a', limits).said).toEqual([
      'package-limit: a: lookups/x.csv has 31 bytes, the limit is 30 bytes',
    ]);
    expect(read({ ...small, 'a/x': 'x'.repeat(30), 'a/y': 'y'.repeat(30) }, 'a', limits).said).toEqual([
      'package-limit: a: the files have more than 60 bytes together',
    ]);
    expect(read({ ...small, 'a/x': '', 'a/y': '' }, 'a', limits).said).toEqual(['package-limit: a: there are more than 2 files']);
  });
});

describe('an archive', () => {
  it('is read without its top folder, whatever it is called', async () => {
    const packed = await tarGz([{ path: 'TA-door/default/props.conf', bytes: Buffer.from(PROPS), mode: 0o644 }]);
    const texts = { 'default/props.conf': PROPS };
    expect(read({ 'a.tgz': packed }, 'a.tgz')).toEqual({ name: 'a.tgz', texts, said: [] });
    expect(read({ 'a.spl': packed }, 'a.spl').texts).toEqual(texts);
    expect(read({ 'a.bin': tar({ name: 'x/default/props.conf', text: PROPS }) }, 'a.bin').texts).toEqual(texts);
    expect(read({ 'a.zip': zip({ 'x-1.0.0/manifest.yml': 'a: 1' }) }, 'a.zip').texts).toEqual({ 'manifest.yml': 'a: 1' });
    expect(read({ 'a.zip': zip({ 'manifest.yml': 'a: 1' }) }, 'a.zip').texts).toEqual({ 'manifest.yml': 'a: 1' });
  });

  it('may begin its paths with ./ and have names longer than a header holds, as GNU tar and pax write them', () => {
    const long = `x/default/${'n'.repeat(120)}.conf`;
    const record = ` path=${long}\n`;
    const length = record.length + String(record.length + 3).length;
    const files = [
      { name: './x/', type: '5' },
      { name: './x/default/props.conf', text: PROPS },
      { name: '././@LongLink', type: 'L', text: `${long}\0`, magic: 'ustar  \0' },
      { name: long.slice(0, 99), text: 'gnu', magic: 'ustar  \0' },
      { name: 'pax', type: 'x', text: `${length}${record.replace(long, long.replace('nnn', 'ppp'))}` },
      { name: 'short', text: 'pax' },
    ];
    expect(read({ 'a.tar': tar(...files) }, 'a.tar')).toEqual({
      name: 'a.tar',
      texts: {
        'default/props.conf': PROPS,
        [long.slice(2)]: 'gnu',
        [long.slice(2).replace('nnn', 'ppp')]: 'pax',
      },
      said: [],
    });
  });

  it('with several apps is none', () => {
    const { findings } = readPackageFiles(memoryHost({ 'a.zip': zip({ 'a/default/x.conf': '', 'b/default/x.conf': '' }) }), 'a.zip');
    expect(findings).toMatchObject([{ code: 'package-kind', fix: 'name one of those inside: a.zip/a, a.zip/b' }]);
  });

  it.each([
    ['/etc/passwd', 'is absolute'],
    ['C:/x', 'is absolute'],
    ['x/../../y', 'leads out of the archive'],
    ['x/..', 'leads out of the archive'],
    ['x\\..\\y', 'holds a control character or a backslash'],
    ['x/a\u0007', 'holds a control character or a backslash'],
    ['x//y', 'has a part that is no name'],
    ['x/__proto__', 'has a part that is no name'],
    [`x/${'y/'.repeat(600)}z`, 'is longer than 1024 bytes'],
  ])('that holds the path %.20s is refused: it %s', (path, fault) => {
    const said = `package-path: a: the path ${JSON.stringify(path)} ${fault}`;
    if (path.length < 100) expect(read({ a: gzipSync(tar({ name: path, text: 'x' })) }, 'a').said).toEqual([said]);
    if (!path.includes('__proto__')) expect(read({ a: zip({ 'x/default/a.conf': '', [path]: '' }) }, 'a').said).toEqual([said]);
  });

  it('that holds a path twice is refused', () => {
    const twice = tar({ name: 'x/default/a.conf', text: '1' }, { name: './x/default/a.conf', text: '2' });
    expect(read({ a: twice }, 'a').said).toEqual(['package-duplicate: a: x/default/a.conf stands in it twice']);
    const zipped = Buffer.from(zip({ 'x/default/a.conf': '1', 'x/default/b.conf': '2' }));
    const renamed = Buffer.from(zipped.toString('latin1').replaceAll('b.conf', 'a.conf'), 'latin1');
    expect(read({ a: renamed }, 'a').said).toEqual(['package-duplicate: a: x/default/a.conf stands in it twice']);
  });

  it('does not follow its links', () => {
    const linked = tar(
      { name: 'x/default/a.conf', text: '1' },
      { name: 'x/default/b.conf', type: '2' },
      { name: 'x/default/c.conf', type: '1' },
    );
    const { texts, said } = read({ a: linked }, 'a');
    expect(texts).toEqual({ 'default/a.conf': '1' });
    expect(said).toEqual(['b', 'c'].map((name) => `package-link: x/default/${name}.conf is a link and is not read`));
  });

  it('that unpacks to more than an add-on is given up before it is unpacked', () => {
    const limits = { file: 10_000, total: 100_000, files: 10 };
    const bomb = Buffer.alloc(20_000_000).toString('latin1');
    expect(read({ a: gzipSync(Buffer.from(bomb)) }, 'a', limits).said).toEqual(['package-limit: a: it unpacks to more than 100000 bytes']);
    expect(read({ a: zip({ 'x/default/a.conf': bomb }) }, 'a', limits).said).toEqual([
      'package-limit: a: x/default/a.conf has 19.1 MB, the limit is 10000 bytes',
    ]);
  });

  it('that lies about the size of a file is refused, and takes no more memory than it said', () => {
    const honest = Buffer.from(zip({ 'x/default/a.conf': 'a'.repeat(100_000) }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(100_000);
    const lie = Buffer.from(honest);
    for (let at = lie.indexOf(size); at >= 0; at = lie.indexOf(size, at + 1)) lie.writeUInt32LE(10, at);
    expect(lie.equals(honest)).toBe(false);
    expect(read({ a: honest }, 'a').said).toEqual([]);
    expect(read({ a: lie }, 'a').said).toEqual(['package-damaged: a: the check sum of x/default/a.conf is wrong']);
  });

  it('as .zip does not follow its links either, and is refused where it is encrypted', () => {
    const attributes = { os: 3, attrs: (0o120777 << 16) >>> 0 };
    const linked = zipSync({ 'x/default/a.conf': strToU8('1'), 'x/default/b.conf': [strToU8('/etc/passwd'), attributes] });
    expect(read({ a: linked }, 'a')).toMatchObject({
      texts: { 'default/a.conf': '1' },
      said: ['package-link: x/default/b.conf is a link and is not read'],
    });
    const encrypted = Buffer.from(zip({ 'x/default/a.conf': '1' }));
    const entry = encrypted.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    encrypted.writeUInt16LE(encrypted.readUInt16LE(entry + 8) | 1, entry + 8);
    expect(read({ a: encrypted }, 'a').said).toEqual(['package-damaged: a: x/default/a.conf is encrypted']);
  });

  it('that is damaged says so', async () => {
    const packed = await tarGz([{ path: 'TA-door/default/props.conf', bytes: Buffer.from(PROPS), mode: 0o644 }]);
    const whole = tar({ name: 'x/default/a.conf', text: 'y'.repeat(600) });
    const wrongSum = Buffer.from(whole);
    wrongSum[0] = 0x79;
    const zipped = zip({ 'x/default/a.conf': 'abc' });
    const cases: [string, Uint8Array, RegExp][] = [
      ['a gzip cut off', packed.subarray(0, 60), /^package-damaged: a: it cannot be unpacked$/],
      ['a tar cut off', whole.subarray(0, 1000), /^package-damaged: a: it ends in the middle of a file$/],
      ['a header cut off', gzipSync(whole.subarray(0, 300)), /^package-damaged: a: it ends in the middle of a header$/],
      ['a wrong sum', wrongSum, /^package-damaged: a: the check sum of a header is wrong$/],
      ['a huge size', tar({ name: 'x/default/a', size: 0o77777777777 }), /^package-damaged: a: it ends in the middle of a file$/],
      ['a wrong pax header', tar({ name: 'p', type: 'x', text: '0 path=x\n' }), /^package-damaged: a: a pax header is wrong$/],
      ['a zip cut off', zipped.subarray(0, zipped.length - 30), /^package-damaged: a: its directory cannot be read$/],
    ];
    for (const [what, bytes, said] of cases) expect(read({ a: bytes }, 'a').said.join(), what).toMatch(said);
  });

  it('of another packer, or a file that is none, is named', () => {
    expect(read({ a: 'BZh91AY' }, 'a').said).toEqual([
      'package-kind: a: it is packed with bzip2, which is not read; pack it as .tgz or .zip',
    ]);
    expect(read({ a: PROPS }, 'a').said).toEqual(['package-kind: a: it is a file, but neither .tgz, .tar.gz, .spl, .tar nor .zip']);
    expect(read({ a: zipSync({}) }, 'a').said).toEqual(['package-kind: a holds neither default/ nor local/ nor manifest.yml']);
  });
});
