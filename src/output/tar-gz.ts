import { gzipSync } from 'fflate';
import { packTar, type TarEntry } from 'modern-tar';
import { ARCHIVE_TIME, type ArchiveFile, archiveEntries } from './archive-entries.js';

/** Packs files as `.tar.gz`: the same files give the same bytes, on any machine and in any order. */
export async function tarGz(files: readonly ArchiveFile[]): Promise<Uint8Array> {
  const mtime = new Date(ARCHIVE_TIME * 1000);
  const owner = { uid: 0, gid: 0, uname: 'root', gname: 'root' };
  const entries = archiveEntries(files).map(
    ({ path, bytes, mode, directory }): TarEntry => ({
      header: { name: path, size: bytes.length, mode, mtime, type: directory ? 'directory' : 'file', ...owner },
      body: bytes,
    }),
  );
  return gzipSync(await packTar(entries), { level: 9, mtime: 0 });
}
