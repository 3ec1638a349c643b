/** Throws a RangeError that names the quantity, so that a wrong call fails where it is made. */
export const requirePositive = (quantity: string, value: number): void => {
  if (!(value > 0))
    throw new RangeError(`${quantity} must be above 0, got ${value}: check the caller's units`);
};

export const requireNotNegative = (quantity: string, value: number): void => {
  if (!(value >= 0))
    throw new RangeError(`${quantity} must not be negative, got ${value}: check the caller's units`);
};

/** A volume or mass fraction below 1, as a divisor 1 − x needs it. */
export const requireFraction = (quantity: string, value: number): void => {
  if (!(value >= 0 && value < 1)) {
    throw new RangeError(`${quantity} must be a fraction from 0 to below 1, got ${value}: 14 % is 0.14`);
  }
};
