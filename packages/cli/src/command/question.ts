import { questionOptions } from '../input/shared-options'
import type { Asked } from './asked'
import { attributeOf, flagIn } from './given.decode'
import { textsIn, type Option } from './option'

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
      const flag = flagIn(flags)
      return typed === true ? [flag] : textsIn([typed].flat()).flatMap((text) => [flag, text])
    }),
]
