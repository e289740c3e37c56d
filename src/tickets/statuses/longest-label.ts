/** Characters of a status's name. Pure: forms ask for it too. */
export const longestLabel = 40;
