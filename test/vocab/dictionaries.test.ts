import { describe, expect, it } from 'vitest';
import { actionFault } from '../../src/rules/cim-action.js';
import { datasetFault } from '../../src/rules/cim-dataset.js';
import { tagsFault } from '../../src/rules/cim-tags.js';
import { modelsFault } from '../../src/rules/cim-two-models.js';
import { typeFault, typesOf } from '../../src/rules/ecs-type.js';
import { actions } from '../../src/vocab/actions.js';
import { cimDataset, cimDatasetNames, modelsOf } from '../../src/vocab/cim.js';
import { type ClassMeaning, classes } from '../../src/vocab/classes.js';
import { ecsCategories, ecsField, ecsTypes } from '../../src/vocab/ecs.js';
import { roles } from '../../src/vocab/roles.js';
import { severityNames } from '../../src/vocab/severities.js';

// The words that come with the tool are held to what is asked of a catalog's own.

const all: readonly (readonly [string, ClassMeaning])[] = Object.entries(classes);

describe.each(all)('class %s', (_, meaning) => {
  it('is in a data set that exists, by its tags, and in one data model only', () => {
    expect([datasetFault(meaning), tagsFault(meaning), modelsFault(meaning), actionFault(meaning)]).toEqual(Array(4).fill(undefined));
  });

  it('has categories and types that go together', () => {
    expect(meaning.ecs.category.filter((each) => !ecsCategories.includes(each))).toEqual([]);
    expect(typesOf(meaning).flatMap(({ type }) => typeFault(meaning, type) ?? [])).toEqual([]);
  });

  it('says what was changed where the data model asks for it', () => {
    if ('none' in meaning.cim || !meaning.cim.dataset.startsWith('Change.')) return;
    expect(meaning.changeType).toBeDefined();
    expect(meaning.objectCategory).toBeDefined();
  });
});

describe('words that come with the tool', () => {
  it('are verbs that CIM and ECS know', () => {
    const changes = cimDataset('Change.All_Changes')?.values.action ?? [];
    const sessions = cimDataset('Network_Sessions.All_Sessions')?.values.action ?? [];
    expect(changes.length).toBeGreaterThan(5);
    for (const [name, verb] of Object.entries(actions)) {
      expect(changes, name).toContain(verb.change);
      expect(ecsTypes, name).toContain(verb.ecs);
      const { session } = verb as { readonly session?: string };
      if (session !== undefined && session !== 'blocked') expect(sessions, name).toContain(session);
    }
  });

  it('are severities that CIM knows', () => {
    expect([...severityNames].sort()).toEqual([...(cimDataset('Alerts.Alerts')?.values.severity ?? [])].sort());
  });

  it('are roles with names that ECS has', () => {
    expect(Object.values(roles).flatMap(({ ecs }) => (ecs === null || ecsField(ecs) !== undefined ? [] : [ecs]))).toEqual([]);
  });
});

describe('the Common Information Model', () => {
  it('has what a data set has from its parents', () => {
    expect(cimDatasetNames.length).toBeGreaterThan(100);
    const accounts = cimDataset('Change.Account_Management');
    expect(accounts).toMatchObject({ model: 'Change', all: ['account', 'change'] });
    expect(accounts?.required).toContain('object_attrs');
    expect(accounts?.values.status).toEqual(['success', 'failure']);
    expect(cimDataset('Change.Nothing')).toBeUndefined();
  });

  it('puts tags into models', () => {
    expect(modelsOf(['change', 'account'])).toEqual(['Change']);
    expect(modelsOf(['change', 'authentication'])).toEqual(['Authentication', 'Change']);
    expect(modelsOf(['nothing'])).toEqual([]);
  });
});

describe('the faults of a class', () => {
  const good = classes.configuration;
  const as = (change: Partial<ClassMeaning>): ClassMeaning => ({ ...good, ...change });

  it('are told', () => {
    expect(datasetFault(as({ cim: { dataset: 'Change.All_Change', tags: ['change'] } }))?.fix).toBe('did you mean `Change.All_Changes`?');
    expect(datasetFault(as({ cim: { dataset: 'All_Changes', tags: ['change'] } }))?.fix).toBe('did you mean `Change.All_Changes`?');
    expect(datasetFault(as({ cim: { dataset: 'Change_Analysis.All_Changes', tags: ['change'] } }))?.fix).toBe(
      'use the data model `Change`',
    );
    expect(tagsFault(as({ cim: { dataset: 'Certificates.SSL', tags: ['certificate'] } }))?.fix).toBe('write tags: [certificate, ssl]');
    expect(modelsFault(as({ cim: { dataset: 'Change.All_Changes', tags: ['change', 'alert'] } }))?.message).toContain(
      '`Alerts` and `Change`',
    );
    expect(actionFault(as({ cimAction: 'none' }))?.fix).toBe('write `cim_action: change`');
    expect(actionFault(as({ cimAction: 'session' }))?.message).toBe('`Change.All_Changes` knows no action `ended`');
    expect(typeFault(as({ ecs: { ...good.ecs, category: ['iam'] } }), 'start')?.message).toContain(
      '`start` does not go with the category `iam`',
    );
    expect(typeFault(good, 'chang')?.fix).toBe('did you mean `change`?');
  });
});
