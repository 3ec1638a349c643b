import { describe, expect, it } from 'vitest';
import { vectorAnswers } from './vector-answers.ts';
import { agrees, inputReader, outputsOf, physicsVectors } from './vector-file.ts';

const { meta, cases } = physicsVectors();

describe('the worked examples', () => {
  it('are all there, each with an id of its own and at least one output', () => {
    expect(cases).toHaveLength(31);
    expect(meta.n_cases).toBe(31);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(31);
    expect(cases.filter((vector) => outputsOf(vector).length === 0)).toEqual([]);
  });

  it('are all answered, and nothing is answered that is no example', () => {
    expect(Object.keys(vectorAnswers).sort()).toEqual(cases.map(({ id }) => id).sort());
  });

  for (const vector of cases) {
    it(`${vector.id} ${vector.title}`, () => {
      const answers = vectorAnswers[vector.id]?.(inputReader(vector)) ?? {};
      for (const [name, expected] of outputsOf(vector)) {
        const got = answers[name];
        const isClose = agrees(got, expected, vector.rel_tol);
        expect(isClose, `${name}: got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`).toBe(
          true,
        );
      }
    });
  }

  it('would catch a value that is off by more than its tolerance', () => {
    expect(agrees(1.000002, 1, 1e-6)).toBe(false);
    expect(agrees(undefined, 1, 1e-6)).toBe(false);
    expect(agrees(1e-11, 0, 1e-6)).toBe(false);
    expect(agrees([true, false], [true, true], 1e-6)).toBe(false);
  });
});
