import { decoder, formatFault, parseJson, type Fault } from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import * as t from 'io-ts'

/** The first line of a snapshot: which events it was made of, and that it is whole. */
const Seal = t.type(
  {
    stream: t.string,
    /** Number of events. */
    size: t.number,
    /** Id and leaf hash of the last of them (M27). */
    id: t.string,
    leaf: t.string,
    /** Of the text that follows. */
    checksum: t.string,
  },
  'the seal of a snapshot',
)
export type Seal = Readonly<t.TypeOf<typeof Seal>>

const decode = decoder(Seal)

/** Reads a seal from its line; the error says the first thing that is wrong with it. */
export const decodeSeal = (line: string): E.Either<string, Seal> => {
  const json = parseJson(line)
  const seal = E.isLeft(json) ? json : decode(json.right)
  return E.mapLeft((faults: ReadonlyArray<Fault>) => faults.slice(0, 1).map(formatFault).join(''))(
    seal,
  )
}
