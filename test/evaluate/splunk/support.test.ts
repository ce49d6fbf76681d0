import { describe, expect, it } from 'vitest';
import { splunkSupport } from '../../../src/evaluate/splunk/splunk-support.js';
import { readerOf, told } from './small-app.js';

describe('the support table of Splunk', () => {
  const rows = splunkSupport();

  it('names each thing once, and says what is missing wherever something is', () => {
    const names = rows.map(({ area, name }) => `${area}: ${name}`);
    expect(names.filter((each, index) => names.indexOf(each) !== index)).toEqual([]);
    expect(rows.filter(({ state, note }) => state !== 'implemented' && note === undefined)).toEqual([]);
  });

  it('says of a function what the evaluator says of it', () => {
    for (const { area, name, state } of rows) {
      if (area !== 'eval function') continue;
      const findings = told(readerOf({ props: `EVAL-x = ${name.replace('()', '(a)')}` }).findings);
      const isRefused = findings.some((each) => each.includes('splunk-refused') && each.includes(name));
      expect([name, isRefused]).toEqual([name, state === 'refused']);
    }
  });

  it('says of KV_MODE what the evaluator says of it', () => {
    for (const { area, name, state } of rows) {
      if (area !== 'KV_MODE') continue;
      const { findings } = readerOf({ props: `[s]\nKV_MODE = ${name}` });
      expect([name, findings.some(({ severity }) => severity === 'error')]).toEqual([name, state === 'refused']);
    }
  });
});

describe('settings that nobody knows', () => {
  it('are told, and those that are known are not', () => {
    const known =
      'category = x\nMATCH_LIMIT = 5\nTRUNCATE = 0\nSEDCMD-a = s/a/b/\npulldown_type = 1\nLOOKUPx = l a OUTPUT b\nKV_TRIM_SPACES = false';
    const texts = {
      props: `FIELDALAIS-a = a AS b\nREPORT-a = t\n${known}`,
      transforms: '[t]\nREGEX = (?<x>a)\nREGXE = b\nMATCH_LIMIT = 1\n[l]\nfilename = l.csv\nmax_match = 1\nbatch_index_query = 0',
      'lookups/l.csv': 'a,b\n1,2',
    };
    expect(told(readerOf(texts).findings)).toEqual([
      'splunk-unknown-setting app/default/props.conf:3:1 FIELDALAIS-a is not known and changes nothing here',
      'splunk-unknown-setting app/default/transforms.conf:3:1 REGXE is not known and changes nothing here',
      'splunk-unknown-setting app/default/transforms.conf:7:1 max_match is not known and changes nothing here',
    ]);
  });

  it('are refused where they would change what a search sees', () => {
    expect(told(readerOf({ props: 'KV_TRIM_SPACES = true' }).findings)).toEqual([
      'splunk-refused app/default/props.conf:3:1 KV_TRIM_SPACES: not implemented',
    ]);
  });
});
