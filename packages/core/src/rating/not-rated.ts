import type { NotMeasuredReason } from '../kpi/outcome'
import type { Codec } from '../schema/codec'
import { struct } from '../schema/combinators'
import { Code, Text } from '../schema/text'

/** Why a cell is not rated: the reason of its outcome, or why none counts (M3, M9a, M14, M18). */
export type NotRatedReason =
  NotMeasuredReason | 'not-recorded' | 'incomplete' | 'no-target' | 'no-profile-point'

/** Every reason for which a cell is not rated, in the order in which their words are listed. */
export const notRatedReasons = [
  ...(['not-due', 'not-yet-measurable', 'no-activity', 'no-data', 'not-measurable'] as const),
  ...(['not-recorded', 'incomplete', 'no-target', 'no-profile-point'] as const),
] as const satisfies ReadonlyArray<NotRatedReason>

/** A regime's word for what is not rated. */
export interface NotRatedWord {
  /** For programs; no band has it. */
  readonly code: string
  /** For people. */
  readonly label: string
}

/** A regime's word for what is not rated, and its words for some reasons (M18a). */
export interface NotRated extends NotRatedWord {
  /** The words for some reasons; the general one covers the others. */
  readonly by?: { readonly [Reason in NotRatedReason]?: NotRatedWord }
}

const word = { code: Code, label: Text }

const NotRatedWord: Codec<NotRatedWord> = struct('a word for what is not rated', word)

/** The codec of the words for what is not rated. */
export const NotRated: Codec<NotRated> = struct('what is not rated', word, {
  by: struct(
    'words by reason',
    {},
    {
      'not-due': NotRatedWord,
      'not-yet-measurable': NotRatedWord,
      'no-activity': NotRatedWord,
      'no-data': NotRatedWord,
      'not-measurable': NotRatedWord,
      'not-recorded': NotRatedWord,
      incomplete: NotRatedWord,
      'no-target': NotRatedWord,
      'no-profile-point': NotRatedWord,
    },
  ),
})

/** The words for what is not rated, each once: the general one, then those of the reasons (M18a). */
export const notRatedWords = ({ code, label, by = {} }: NotRated): ReadonlyArray<NotRatedWord> => {
  const words = new Map([[code, label]])
  for (const reason of notRatedReasons) {
    const own = by[reason]
    if (own !== undefined && !words.has(own.code)) words.set(own.code, own.label)
  }
  return [...words].map(([each, name]) => ({ code: each, label: name }))
}
