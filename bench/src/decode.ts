import { decodeEvent, decodeLine, encodeLine, type EventType } from '@kpi-ledger/core'
import { definitions } from '@kpi-ledger/core/unstable'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { raceInSlices, type Timing } from './measure'
import { pieces } from './pieces'
import { zodEvent } from './zod-events'

const decodeText = decodeLine()

const orThrow = (decoded: { readonly _tag: string }): void => {
  if (decoded._tag === 'Left') throw new Error(JSON.stringify(decoded))
}

/** Decodes with the codec of the data alone; the envelope is not even looked at. */
const dataOnly = (json: { readonly type: EventType; readonly data: unknown }): void =>
  orThrow(definitions[json.type].data.decode(json.data))

/** How many lines are read at a time, which is what stores do. */
const PAGE = 256
/** How many pages each contender reads before it is the turn of the next. */
const PAGES = 4

type Pages = ReadonlyArray<ReadonlyArray<string>>

/**
 * Races strict decoding of a ledger's lines against JSON.parse of the same lines. Lines are parsed
 * and decoded a page at a time; alternating line by line would cost more in processor caches than
 * the decoding itself, whichever decoder is used.
 */
export const raceDecoding = (size: number): ReadonlyArray<Timing> => {
  const lines = [...generateLedger({ events: size })].map(encodeLine)
  const each = <A>(name: string, read: (line: string) => A, check: (read: A) => void) => ({
    name,
    work: (pages: Pages) => {
      for (const page of pages) page.map(read).forEach(check)
    },
  })
  const parse = (line: string): unknown => JSON.parse(line)
  return raceInSlices(pieces(pieces(lines, PAGE), PAGES), [
    each('JSON.parse', parse, () => undefined),
    each('JSON.parse and decodeEvent', parse, (json) => orThrow(decodeEvent(json))),
    each('decodeLine (also refuses repeated keys)', decodeText, orThrow),
    each('JSON.parse and zod, strict', parse, (json) => {
      if (!zodEvent.safeParse(json).success) throw new Error(JSON.stringify(json))
    }),
    each('JSON.parse and the codec, data only', parse, (json) =>
      dataOnly(json as Parameters<typeof dataOnly>[0]),
    ),
  ])
}

/** Whether the decoder accepts the events; a decoder that accepts nothing must not look fast. */
export const acceptsItsOwn = (): boolean =>
  [...generateLedger({ events: 2000 })].every((event) => E.isRight(decodeText(encodeLine(event))))
