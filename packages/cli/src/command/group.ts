/** What commands are for: help and the manual list them so. */
export const groups = ['Questions', 'Signing off', 'Recording', 'Proofs', 'The shell'] as const
export type Group = (typeof groups)[number]
