import { fc } from '@kpi-ledger/testing'
import { branded } from '../schema/brand'
import { Origins, type Origin } from './origins'

const instant = fc
  .date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString())

const source = fc.record({
  ...{ file: fc.string(), sha256: fc.string(), cell: fc.string() },
  sheet: fc.option(fc.string()),
})

const origin: fc.Arbitrary<Origin> = fc.record(
  {
    id: fc.uuid(),
    type: fc.constantFrom('ActualRecorded', 'NoteAdded'),
    recordedAt: instant.map((text) => branded<Origin['recordedAt']>(text)),
    actor: fc.option(fc.string()),
    occurredAt: fc.oneof(
      instant,
      instant.map((text) => text.slice(0, 10)),
    ),
    reason: fc.string(),
    source,
  },
  { requiredKeys: ['id', 'type', 'recordedAt', 'actor'] },
)

const add = (origins: Origins, each: Origin): void => {
  const { id, type, recordedAt, actor, occurredAt, reason } = each
  origins.add(id, type, recordedAt, actor ?? undefined, occurredAt, reason, each.source)
}

test('M20 origins in columns come back unchanged, even after a cut', () => {
  fc.assert(
    fc.property(fc.array(origin), fc.array(origin), fc.nat(), (first, more, n) => {
      const origins = new Origins()
      for (const each of first) add(origins, each)
      expect([...origins]).toEqual(first)
      const kept = first.slice(0, n % (first.length + 1))
      origins.cut(kept.length)
      for (const each of more) add(origins, each)
      expect([...origins]).toEqual([...kept, ...more])
      expect(origins.latest()).toEqual([...kept, ...more].at(-1))
      expect(origins.at(-1)).toBeUndefined()
    }),
  )
})
