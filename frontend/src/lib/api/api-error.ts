import { type Problem, problemSchema } from '@carbon-track/contract/problem.ts';

/** Why a call brought nothing. `detail` is for the reader and says what to do next. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: 'offline' | 'refused' | 'unreadable';
  readonly status: number | null;
  readonly problem: Problem | null;

  constructor(kind: ApiError['kind'], detail: string, status: number | null, problem: Problem | null) {
    super(detail);
    this.kind = kind;
    this.status = status;
    this.problem = problem;
  }
}

/** The refusal in an answer: its problem details, or a sentence of our own if it carries none. */
export const refusalOf = async (response: Response): Promise<ApiError> => {
  const body: unknown = await response.json().catch(() => null);
  const problem = problemSchema.safeParse(body);
  if (problem.success) return new ApiError('refused', problem.data.detail, response.status, problem.data);
  return new ApiError(
    'refused',
    `HTTP ${response.status} ${response.statusText}`.trim(),
    response.status,
    null,
  );
};
