import { classMeaning } from '../../catalog/classes.js';
import type { Catalog, Stream } from '../../catalog/model.js';
import { classesInUse } from '../classes-in-use.js';
import { type Mark, marksOf } from '../marks.js';
import { own } from './field-names.js';
import { recordReader } from './record-reader.js';
import type { Stanza } from './settings.js';

const markComments: Readonly<Record<Mark, string>> = {
  unknown_field: 'Records with fields that nobody documented',
  duplicate_field: 'Records in which a field stands twice',
};

/** Takes a stream and returns one eventtype a class, and those that count what was not understood. eventtypes.conf.spec. */
export function eventtypes(catalog: Catalog, stream: Stream): readonly Stanza[] {
  const name = own(catalog);
  const reader = recordReader(catalog, stream);
  const search = (rest: string) => ({ key: 'search', value: `${reader.search} ${rest}` });
  return [
    ...classesInUse(catalog, stream).map((each) => ({
      name: name(each),
      comment: classMeaning(catalog, each).title,
      settings: [search(`${name('class')}=${each}`)],
    })),
    {
      name: name('unknown_event'),
      comment: 'Events that the catalog does not know',
      settings: [search(`${name('class')}=${stream.unknown.class}`)],
    },
    ...marksOf(stream).map((mark) => ({ name: name(mark), comment: markComments[mark], settings: [search(`${name(mark)}=*`)] })),
    { name: name('unparsed'), comment: 'Records that could not be read', settings: [search(`NOT ${reader.keyField}=*`)] },
  ];
}

/** Takes a stream and returns the tags that put each eventtype into its CIM data set. tags.conf.spec. */
export function tags(catalog: Catalog, stream: Stream): readonly Stanza[] {
  return classesInUse(catalog, stream).flatMap((each) => {
    const { cim } = classMeaning(catalog, each);
    if (!('tags' in cim)) return [];
    return [
      { name: `eventtype=${own(catalog)(each)}`, comment: cim.dataset, settings: cim.tags.map((tag) => ({ key: tag, value: 'enabled' })) },
    ];
  });
}
