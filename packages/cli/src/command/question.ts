import { questionOptions } from '../input/shared-options'
import type { Asked } from './asked'
import { attributeOf } from './given.decode'
import type { Option } from './option'

/** The options a proof states separately: the store, the contract, and the point in time. */
const APART: ReadonlyArray<Option<unknown>> = Object.values(questionOptions)

/** The words of a command as typed, without its store, contract and point in time. */
export const questionOf = ({
  command: { name, options },
  parsed,
  words,
}: Pick<Asked, 'command' | 'parsed' | 'words'>): ReadonlyArray<string> => [
  name,
  ...words,
  ...Object.values(options)
    .filter((option) => !APART.includes(option))
    .flatMap(({ flags }) => {
      const typed = parsed[attributeOf(flags)]
      const [flag = flags] = flags.split(' ')
      if (typed === true) return [flag]
      const values: ReadonlyArray<unknown> = Array.isArray(typed) ? typed : [typed]
      return values.flatMap((value) => (typeof value === 'string' ? [flag, value] : []))
    }),
]
