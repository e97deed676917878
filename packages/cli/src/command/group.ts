/** The groups of commands, as listed by help and the manual. */
export const groups = ['Questions', 'Signing off', 'Recording', 'Proofs', 'The shell'] as const
export type Group = (typeof groups)[number]
