import { nameRule } from './rule.js';

/** Samples lie in the folder of their stream. */
export const sampleFolder = nameRule({
  code: 'sample-folder',
  severity: 'warning',
  title: 'Samples in the folder of another stream',
  cause: 'The folder below `samples/` is named for the stream; the file says another one, and one of the two is wrong.',
  fix: 'move the file to the folder of its stream, or correct `stream`',
  example: { file: 'gate/samples/visits/empty.yaml', bad: 'stream: audit\n', good: 'stream: visits\n' },
  *check({ files, catalog }) {
    for (const { document, value } of files.samples) {
      const folder = document.file.split('/').at(-2) ?? '';
      // A stream that does not exist is told as that.
      if (folder === value.stream || catalog.streams[value.stream] === undefined) continue;
      yield {
        message: `the samples are of the stream \`${value.stream}\`, their folder is \`${folder}\``,
        span: document.span(['stream']),
        fix: `move the file to \`samples/${value.stream}/\`, or correct \`stream\``,
      };
    }
  },
});
