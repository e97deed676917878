import { appendFileSync } from 'node:fs'
import { encodeLine, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import type { Pages } from '@kpi-ledger/core/store'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { runs } from '../../../../scripts/jest/runs'
import { temporaryFiles } from '../fixture.spec'
import { readByContract } from './by-contract'
import { readLedgerFile } from './ledger-file'

const path = temporaryFiles()
const lines = [...generateLedger({ contracts: 7, events: 400, kpis: 3, publications: true })].map(
  encodeLine,
)

/** The lines of each contract in the order they came, and the error that ended the reading. */
const readOf = async (pages: Pages<RecordedEvent>) => {
  const byStream = new Map<string, Array<string>>()
  let error: StoreError | null = null
  for await (const page of pages)
    if (E.isLeft(page)) error = page.left
    else
      for (const event of page.right)
        byStream.set(event.stream, [...(byStream.get(event.stream) ?? []), encodeLine(event)])
  return { byStream, error }
}

const place = fc.nat(lines.length - 1)
/** Lines left out, moved, repeated, given another's id, made unreadable, or written differently. */
const damage = fc.oneof(
  fc.record({
    kind: fc.constantFrom('drop', 'repeat', 'cut', 'blank', 'turn'),
    at: place,
    other: place,
  }),
  fc.record({ kind: fc.constantFrom('swap', 'id'), at: place, other: place }),
)

const damaged = (
  all: ReadonlyArray<string>,
  { kind, at, other }: { readonly kind: string; readonly at: number; readonly other: number },
): ReadonlyArray<string> => {
  const [line = '', second = ''] = [all[at], all[other]]
  switch (kind) {
    case 'drop':
      return all.toSpliced(at, 1)
    case 'repeat':
      return all.toSpliced(other, 0, line)
    case 'cut':
      return all.with(at, line.slice(0, -9))
    case 'blank':
      return all.with(at, ` ${line}`)
    case 'turn':
      return all.with(at, line.replace(/^\{("id":"[^"]+"),(.*)\}$/, '{$2,$1}'))
    case 'swap':
      return all.with(at, second).with(other, line)
    default:
      return all.with(at, line.replace(/^\{"id":"[^"]+"/, second.slice(0, 44)))
  }
}

describe('a ledger file read contract by contract', () => {
  it('is refused at the same line, for the same reason, as in a single reading', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(damage, { maxLength: 3 }),
        fc.integer({ min: 1, max: 8 }),
        async (faults, room) => {
          const file = path(`${faults.reduce<ReadonlyArray<string>>(damaged, lines).join('\n')}\n`)
          const once = await readOf(readLedgerFile(file))
          const often = await readOf(readByContract(file, undefined, undefined, room))
          expect(often.error).toEqual(once.error)
          if (once.error === null) expect([...often.byStream]).toEqual([...once.byStream])
        },
      ),
      { numRuns: runs(60) },
    )
  })

  it('shows its bytes once and judges each event once, however often it is read', async () => {
    const file = path(`${lines.join('\n')}\n`)
    let [bytes, judged] = [0, 0]
    const examine = (): null => {
      judged++
      return null
    }
    const read = await readOf(readByContract(file, examine, (chunk) => (bytes += chunk.length), 2))
    expect(read.error).toBeNull()
    expect([bytes, judged]).toEqual([Buffer.byteLength(`${lines.join('\n')}\n`), lines.length])
  })

  it('reports if it was written to between two readings', async () => {
    const file = path(`${lines.join('\n')}\n`)
    const streams = new Set<string>()
    let isWritten = false
    /** Writes to the file when the second of three readings has begun. */
    const examine = (_: unknown, { stream }: RecordedEvent): null => {
      streams.add(stream)
      if (streams.size > 3 && !isWritten) appendFileSync(file, `${lines[0] ?? ''}\n`)
      isWritten ||= streams.size > 3
      return null
    }
    const all: Array<unknown> = []
    for await (const page of readByContract(file, examine, undefined, 3))
      if (E.isLeft(page)) all.push(page.left)
    expect(all).toEqual([
      { _tag: 'Unavailable', reason: `${file}: it was written to while it was read` },
    ])
  })
})
