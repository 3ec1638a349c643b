import { type Problem, type ProblemKind, problem } from '@carbon-track/contract/problem.ts';

/** More complaints about one request than this help nobody. */
export const maxErrors = 20;

/** An expected failure on its way to the caller. Anything else that is thrown is a fault of ours and answers 500. */
export class Refusal extends Error {
  readonly kind: ProblemKind;
  readonly errors: Problem['errors'];

  constructor(kind: ProblemKind, detail: string, errors?: Problem['errors']) {
    super(detail);
    this.kind = kind;
    this.errors = errors;
  }
}

/** `detail` says what to do next. */
export const refuse = (kind: ProblemKind, detail: string, errors?: Problem['errors']): Refusal =>
  new Refusal(kind, detail, errors);

/** The problem details of a refusal, with the request id to quote to ops. */
export const problemOf = ({ kind, message, errors }: Refusal, requestId: string): Problem =>
  problem(kind, message, { instance: requestId, ...(errors !== undefined && { errors }) });
