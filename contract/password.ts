/** Characters of the shortest password the user pool takes; it also asks for digits, both cases and a symbol. */
export const shortestPassword = 12;
