/** The groups of commands, as listed by help and the manual. */
export const groups = ['Questions', 'Signing off', 'Recording', 'Proofs', 'The shell'] as const
/** The name of a group. */
export type Group = (typeof groups)[number]
