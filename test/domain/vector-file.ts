import { readFileSync } from 'node:fs';

export type VectorValue = number | string | boolean | readonly VectorValue[];
type Quantity = { readonly value: VectorValue; readonly unit: string };
export type VectorCase = {
  readonly id: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, Quantity>>;
  readonly expected: Readonly<Record<string, Quantity>>;
  readonly rel_tol: number;
};
type VectorFile = { readonly meta: { readonly n_cases: number }; readonly cases: readonly VectorCase[] };

/** Reads a vector file next to the contract. */
export const readVectors = <File>(name: string): File =>
  JSON.parse(readFileSync(new URL(`../../contract/vectors/${name}`, import.meta.url), 'utf8'));

export const physicsVectors = (): VectorFile => readVectors<VectorFile>('physics-and-accounting.json');

const contextNames = /WRONG_|info_|_if_|_reported_by_|_recorded_by_/;

/** Expected values that a function must reproduce; the others tell the reader what a mistake would give. */
export const outputsOf = (vector: VectorCase): [string, VectorValue][] =>
  Object.entries(vector.expected)
    .filter(([name, { unit }]) => !contextNames.test(name) && unit !== 'text')
    .map(([name, { value }]) => [name, value]);

/** |got − expected| ≤ rel_tol·|expected|; 1e-12 absolute where 0 is expected; lists element by element. */
export const agrees = (got: unknown, expected: VectorValue, relTol: number): boolean => {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(got) &&
      got.length === expected.length &&
      expected.every((value: VectorValue, index) => agrees(got[index], value, relTol))
    );
  }
  if (typeof expected !== 'number') return got === expected;
  if (typeof got !== 'number') return false;
  return Math.abs(got - expected) <= (expected === 0 ? 1e-12 : relTol * Math.abs(expected));
};

/** Typed access to a case's inputs; throws for a name the case does not have. */
export const inputReader = (vector: VectorCase) => {
  const raw = (name: string): VectorValue => {
    const quantity = vector.inputs[name];
    if (quantity === undefined) throw new Error(`${vector.id} has no input ${name}`);
    return quantity.value;
  };
  const numbers = (name: string): number[] => (raw(name) as readonly number[]).map(Number);
  return {
    number: (name: string): number => Number(raw(name)),
    boolean: (name: string): boolean => raw(name) === true,
    numbers,
    rows: (name: string): number[][] => (raw(name) as readonly (readonly number[])[]).map((row) => [...row]),
  };
};
export type Inputs = ReturnType<typeof inputReader>;
