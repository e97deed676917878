import { decodeEvent, decodeLine, encodeLine, eventData, type EventType } from '@kpi-ledger/core'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/lib/Either'
import { race, type Timing } from './measure'
import { zodEvent } from './zod-events'

const decodeText = decodeLine()

const orThrow = (decoded: { readonly _tag: string }): void => {
  if (decoded._tag === 'Left') throw new Error(JSON.stringify(decoded))
}

/** io-ts's own decoding of the data; the envelope is not even looked at. */
const byIoTs = (json: { readonly type: EventType; readonly data: unknown }): void =>
  orThrow(eventData[json.type].decode(json.data))

/** Validated strict decoding of a ledger's lines, against JSON.parse of the same lines. */
export const raceDecoding = (size: number): ReadonlyArray<Timing> => {
  const lines = [...generateLedger({ events: size })].map(encodeLine)
  const each = (name: string, work: (line: string) => void) => ({
    name,
    work: () => {
      for (const line of lines) work(line)
    },
  })
  return race([
    each('JSON.parse', (line) => void JSON.parse(line)),
    each('JSON.parse and decodeEvent', (line) => orThrow(decodeEvent(JSON.parse(line)))),
    each('decodeLine (also refuses repeated keys)', (line) => orThrow(decodeText(line))),
    each('JSON.parse and zod, strict', (line) => {
      if (!zodEvent.safeParse(JSON.parse(line)).success) throw new Error(line)
    }),
    each('JSON.parse and io-ts, data only', (line) =>
      byIoTs(JSON.parse(line) as Parameters<typeof byIoTs>[0]),
    ),
  ])
}

/** Kept so that a decoder that accepts nothing cannot look fast. */
export const acceptsItsOwn = (): boolean =>
  [...generateLedger({ events: 2000 })].every((event) => E.isRight(decodeText(encodeLine(event))))
