/** What to tell somebody who could not come in. Which of name and password was wrong stays unsaid. */
export type SignInFailure = 'credentials' | 'password_policy' | 'attempts' | 'offline' | 'other';

const kinds: Record<string, SignInFailure> = {
  NotAuthorizedException: 'credentials',
  UserNotFoundException: 'credentials',
  EmptySignInUsername: 'credentials',
  EmptySignInPassword: 'credentials',
  InvalidPasswordException: 'password_policy',
  InvalidParameterException: 'password_policy',
  LimitExceededException: 'attempts',
  TooManyRequestsException: 'attempts',
  NetworkError: 'offline',
};

export const failureOf = (error: unknown): SignInFailure =>
  (error instanceof Error ? kinds[error.name] : undefined) ?? 'other';
