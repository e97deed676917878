import { decodeCommand, decodeEvent, decodeLine, streamOf, type EventType } from '@kpi-ledger/core'
import { eventTypes, exact, knownUnits } from '@kpi-ledger/core/unstable'
import { figureInWords } from '@kpi-ledger/projections'
import {
  commandFields,
  envelopeShapes,
  eventShapes,
  eventsOfCommands,
  type Shape,
} from './described-shapes.spec'
import { type Either } from './either.spec'
import { codeIn, codesIn, sectionsOf, type Section } from './page.spec'
import {
  exampleOf,
  fieldsOf,
  linkIn,
  nameOf,
  sectionAt,
  variantsOf,
  type Example,
  type FieldTable,
} from './shape-tables.spec'

const sectionOf = (type: EventType): Section => sectionAt(type.toLowerCase())
const tableOf = (section: Section): FieldTable => section.tables[0] ?? []

const faultsOf = (decoded: Either<unknown>): ReadonlyArray<unknown> =>
  decoded._tag === 'Left' ? [decoded.left] : []

interface Fields {
  readonly required: ReadonlyArray<string>
  readonly optional: ReadonlyArray<string>
}

const sorted = ({ required, optional }: Fields): string =>
  `required ${[...required].sort().join(' ')}; optional ${[...optional].sort().join(' ')}`

/**
 * Compares the tables of a section with shapes of the code, and follows the links to other
 * sections.
 */
const sameFields = (at: string, section: Section, shapes: ReadonlyArray<Shape>): void => {
  const { tables } = section
  const said = tables.map((table) =>
    sorted({ required: fieldsOf(table, 'yes'), optional: fieldsOf(table, 'no') }),
  )
  expect({ at, shapes: [...said].sort() }).toEqual({ at, shapes: shapes.map(sorted).sort() })
  for (const [i, table] of tables.entries()) {
    const shape = shapes.find((each) => sorted(each) === said[i])
    for (const row of table) {
      const nested = shape?.within(nameOf(row)) ?? []
      const link = linkIn(row['value'])
      const place = `${at}.${nameOf(row)}`
      expect({ place, linked: link !== null }).toEqual({ place, linked: nested.length > 0 })
      const words = shape?.words(nameOf(row)) ?? []
      if (words.length > 0) {
        const saidWords = codesIn(row['value']).map((word) => word.replaceAll('"', ''))
        expect({ place, words: saidWords.sort() }).toEqual({ place, words: [...words].sort() })
      }
      if (link !== null) sameFields(place, link, nested)
    }
  }
}

const envelopeOf = (type: EventType, data: Example): Example => ({
  ...exampleOf(tableOf(sectionAt('envelope'))),
  type,
  data,
})

describe('docs/wire-format.md', () => {
  it('has a section for each event and a row for each command', () => {
    const rows = sectionAt('command-types').tables[0] ?? []
    expect(rows.map((row) => [codeIn(row['command']), linkIn(row['gives'])?.title])).toEqual(
      eventsOfCommands,
    )
    const all = sectionsOf('docs/wire-format.md').map(({ title }) => title)
    const from = all.indexOf('Events')
    expect(all.slice(from + 1, all.indexOf('Shapes within events'))).toEqual(eventTypes)
  })

  it('lists the fields of the envelope', () => {
    sameFields('envelope', sectionAt('envelope'), envelopeShapes())
  })

  it.each(eventTypes)('lists the fields of %s, including those within them', (type) => {
    sameFields(type, sectionOf(type), eventShapes(type))
  })

  it.each(eventsOfCommands)('lists the fields of %s', (type, event) => {
    const correction = type === 'CorrectActual' ? tableOf(sectionAt('correction')) : []
    const listed = [...tableOf(sectionAt('command')), ...correction, ...tableOf(sectionOf(event))]
    const all = new Set(listed.map(nameOf))
    expect([...all].sort()).toEqual([...commandFields(type)].sort())
  })

  it.each(eventTypes)('has examples of %s that decode, and says what is required', (type) => {
    for (const { name, accepted, value } of variantsOf(sectionOf(type), false)) {
      const faults = faultsOf(decodeEvent(envelopeOf(type, value)))
      expect({ name, accepted: faults.length === 0, faults }).toMatchObject({ name, accepted })
    }
  })

  it.each(eventsOfCommands)(
    'has examples of %s that decode, and says what is required',
    (type, event) => {
      const { contract, ...own } = exampleOf(tableOf(sectionAt('command')))
      const section = sectionOf(event)
      // If the event itself has the contract, the command has it only once.
      const hasContract = tableOf(section).map(nameOf).includes('contract')
      const command = hasContract ? { ...own, type } : { ...own, type, contract }
      for (const { name, accepted, value } of variantsOf(section, false)) {
        const faults = faultsOf(decodeCommand({ ...command, ...value }))
        expect({ name, accepted: faults.length === 0, faults }).toMatchObject({ name, accepted })
      }
    },
  )

  it('says what an envelope and a command must have', () => {
    for (const { name, accepted, value } of variantsOf(sectionAt('envelope'), false)) {
      const faults = faultsOf(decodeEvent(value))
      expect({ name, accepted: faults.length === 0, faults }).toMatchObject({ name, accepted })
    }
    const note = { period: '2016-05', text: 'Good.' }
    for (const { name, accepted, value } of variantsOf(sectionAt('command'), false)) {
      const faults = faultsOf(decodeCommand({ ...value, ...note }))
      expect({ name, accepted: faults.length === 0, faults }).toMatchObject({ name, accepted })
    }
  })

  it('says which plain values are accepted', () => {
    const placed: Readonly<Record<string, (value: unknown) => Example>> = {
      text: (text) => envelopeOf('NoteAdded', { period: '2016-05', text }),
      id: (regime) =>
        envelopeOf('KPIRetired', { ...exampleOf(tableOf(sectionOf('KPIRetired'))), regime }),
      'KPI reference': (kpi) => envelopeOf('NoteAdded', { kpi, period: '2016-05', text: 'Good.' }),
      heading: (serviceArea) =>
        envelopeOf('KPIDefined', { ...exampleOf(tableOf(sectionOf('KPIDefined'))), serviceArea }),
      code: (code) =>
        envelopeOf('RegimeAdopted', {
          ...exampleOf(tableOf(sectionOf('RegimeAdopted'))),
          scheme: { bands: [], notRated: { code, label: 'None' } },
        }),
      month: (effectiveFrom) =>
        envelopeOf('KPIRetired', { ...exampleOf(tableOf(sectionOf('KPIRetired'))), effectiveFrom }),
      period: (period) => envelopeOf('NoteAdded', { period, text: 'Good.' }),
      figure: (value) =>
        envelopeOf('ActualRecorded', {
          ...{ kpi: '1', period: '2016-05' },
          outcome: { kind: 'measured', value },
        }),
      decimals: (decimals) =>
        envelopeOf('KPIDefined', { ...exampleOf(tableOf(sectionOf('KPIDefined'))), decimals }),
      hash: (root) =>
        envelopeOf('ScorecardPublished', {
          ...exampleOf(tableOf(sectionOf('ScorecardPublished'))),
          root,
        }),
      UUID: (id) => ({ ...envelopeOf('NoteAdded', { period: '2016-05', text: 'Good.' }), id }),
      instant: (recordedAt) => ({
        ...envelopeOf('NoteAdded', { period: '2016-05', text: 'Good.' }),
        recordedAt,
      }),
    }
    const rows = sectionAt('reading-is-strict').tables[0] ?? []
    expect(rows.map((row) => row['value'])).toEqual(Object.keys(placed))
    for (const { value: kind = '', accepted, refused } of rows)
      for (const [texts, isAccepted] of [[accepted, true] as const, [refused, false] as const]) {
        expect(codesIn(texts)).not.toEqual([])
        for (const text of codesIn(texts)) {
          const event = placed[kind]?.(JSON.parse(text))
          const decoded = faultsOf(decodeEvent(event)).length === 0
          expect({ kind, text, accepted: decoded }).toEqual({ kind, text, accepted: isAccepted })
        }
      }
  })

  it('says how a figure of each unit is printed', () => {
    const units = tableOf(sectionAt('unit'))
    expect(units.map((row) => codeIn(row['unit']))).toEqual([...knownUnits, 'tonnes'])
    for (const row of units) {
      const unit = codeIn(row['unit'])
      expect({ unit, printed: figureInWords(exact(1234.5), unit) }).toEqual({
        unit,
        printed: row['1234.5 is printed'],
      })
    }
  })

  it('shows an event, as a line of a ledger file', () => {
    const lines = sectionAt('metadata').blocks.map(({ text }) => text.trimEnd())
    expect(lines).toHaveLength(1)
    for (const line of lines)
      expect(decodeLine()(line)).toMatchObject({ right: { stream: streamOf('parks') } })
  })
})
