import { definitions, eventTypes, type EventData, type EventType } from './events/registry'
import { Metadata } from './events/envelope'
import { Outcome } from './kpi/outcome'
import { Consistency, Digest, Inclusion } from './proofs/proof.codec'
import { Beats } from './rating/band-tests/beats'
import { Meets } from './rating/band-tests/meets'
import { Under } from './rating/band-tests/under'
import { Margin } from './rating/margin'
import { NotRated } from './rating/not-rated'
import { Band, Repeat, Scheme } from './rating/scheme'
import { Target } from './rating/target'
import type { Shape } from './schema/codec'
import type { Schemable } from './schema/schemable'

/*
 * A codec and the interface written out for it take each other's values, or they do not compile.
 * What the compiler passes over is an optional field that only one of them has; so the fields of
 * each interface stand here, checked by the compiler, and are compared with those of the codec.
 */

type Presence = 'required' | 'optional'

type Named<T> = keyof {
  [Key in keyof T as string extends Key ? never : Key]: T[Key]
}

/** Every named field of an object type, and whether it is required. */
type FieldsOf<T> = {
  readonly [Key in Named<T> & keyof T]-?: object extends Pick<T, Key> ? 'optional' : 'required'
}

/** The fields of each object in a union; a word in it has none. */
type MembersOf<T> = T extends object ? FieldsOf<T> : never

type Described = ReadonlyArray<Readonly<Record<string, Presence>>>

const nothing: Described = []

/** The fields of the objects that a description describes, without those of nested objects. */
const described: Schemable<Described> = {
  text: () => nothing,
  number: () => nothing,
  boolean: nothing,
  whole: () => nothing,
  literals: () => nothing,
  array: () => nothing,
  struct: ({ required, optional }) => [
    Object.fromEntries([
      ...[...required.keys()].map((key) => [key, 'required'] as const),
      ...[...optional.keys()].map((key) => [key, 'optional'] as const),
    ]),
  ],
  tagged: ({ members }) => [...new Set(members.values())].flat(),
  keyed: ({ members }) => [...members.values()].flat(),
  either: (_, _value, other) => other,
  numberOr: (_, _shape, other) => other,
}

const fieldsOf = (shape: Shape<unknown>): Described => [
  ...new Map(shape.schema(described).map((each) => [JSON.stringify(each), each])).values(),
]

const expectFields = <A>(shape: Shape<A>, ...members: ReadonlyArray<MembersOf<A>>): void => {
  expect(fieldsOf(shape)).toEqual(members)
}

test('the interfaces of rating have the fields of their codecs', () => {
  expectFields(
    Target,
    {
      ...{ comparator: 'required', value: 'required' },
      ...{ tolerance: 'optional', levels: 'optional', profile: 'optional' },
    },
    {
      ...{ comparator: 'required', low: 'required', high: 'required' },
      ...{ tolerance: 'optional', levels: 'optional' },
    },
  )
  expectFields(Scheme, {
    ...{ bands: 'required', notRated: 'required', levels: 'optional', repeat: 'optional' },
  })
  expectFields(NotRated, { code: 'required', label: 'required', by: 'optional' })
  expectFields(Repeat, { within: 'required', factor: 'required' })
  expectFields(Band, {
    ...{ code: 'required', label: 'required', grade: 'required', when: 'required' },
    points: 'optional',
  })
  expectFields(Margin, { absolute: 'required' }, { percent: 'required' })
  expectFields(Under, { meets: 'required', under: 'required' })
  expectFields(Meets, { meets: 'required', within: 'optional' })
  expectFields(Beats, { beats: 'required', by: 'optional' })
})

test('the interfaces of outcomes, metadata and proofs have the fields of their codecs', () => {
  expectFields(
    Outcome,
    { kind: 'required', value: 'required', of: 'optional', published: 'optional' },
    { kind: 'required', reason: 'required', text: 'optional' },
  )
  expectFields(Metadata, {
    ...{ actor: 'optional', correlationId: 'optional' },
    ...{ causationId: 'optional', occurredAt: 'optional' },
  })
  expectFields(Digest, { stream: 'required', size: 'required', root: 'required' })
  expectFields(Inclusion, {
    ...{ stream: 'required', size: 'required', root: 'required' },
    ...{ revision: 'required', leaf: 'required', path: 'required' },
  })
  expectFields(Consistency, {
    ...{ stream: 'required', first: 'required', second: 'required', path: 'required' },
  })
})

const actual = { kpi: 'required', period: 'required', outcome: 'required' } as const
const stated = { kpi: 'required', regime: 'required', effectiveFrom: 'required' } as const

/** The types of event that have optional fields, or so many that one is easily left out. */
const data: { readonly [Type in EventType]?: FieldsOf<EventData<Type>> } = {
  ContractRegistered: {
    ...{ contract: 'required', title: 'required', yearStart: 'required' },
    ...{ authority: 'required', supplier: 'required' },
  },
  RegimeAdopted: {
    ...{ regime: 'required', title: 'required', effectiveFrom: 'required', scheme: 'required' },
  },
  KPIDefined: {
    ...{ ...stated, description: 'required', serviceArea: 'required', target: 'required' },
    ...{ frequency: 'required', unit: 'required', accumulation: 'optional' },
    ...{ decimals: 'optional', ratedTo: 'optional', succeeds: 'optional' },
    ...{ aggregation: 'optional', better: 'optional', owner: 'optional' },
  },
  TargetRevised: { ...stated, target: 'required', reason: 'optional' },
  KPIRetired: { ...stated, reason: 'required' },
  ActualRecorded: actual,
  ActualCorrected: { ...actual, reason: 'required' },
  NoteAdded: { kpi: 'optional', period: 'required', text: 'required' },
  ScorecardPublished: {
    ...{ regime: 'required', period: 'required', size: 'required' },
    ...{ form: 'required', scorecardDigest: 'required', root: 'required' },
    ...{ incomplete: 'optional', again: 'optional' },
  },
}

test.each(eventTypes.filter((type) => data[type] !== undefined))(
  'the interface of the data of %s has the fields of its codec',
  (type) => {
    expect(fieldsOf(definitions[type].data)).toEqual([data[type]])
  },
)
