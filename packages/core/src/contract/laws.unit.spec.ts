import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { describe as sentence } from '../describe'
import { decodeEvent } from '../events/event.codec'
import type { DomainEvent, RecordedEvent } from '../events/envelope'
import { definitions } from '../events/registry'
import { emptyHistory, historySize } from '../history/history'
import type { BandTest } from '../rating/band-test'
import type { Scheme } from '../rating/scheme'
import type { Target } from '../rating/target'
import { admit } from './admit'
import {
  decodeCommand,
  decodePublishScorecard,
  eventFor,
  type Command,
  type CommandType,
  type PublishScorecard,
} from './command.codec'
import { decide } from './decide'
import { addToHistory, foldHistory } from './fold'
import { runs } from '../../../../scripts/jest/runs'
import { inOrder } from '../../../../scripts/jest/in-order'

const contract = 'pssp'
const months = ['2009-04', '2012-03', '2012-04', '2016-04', '2016-05'] as const
const periods = [...months, 'FY2008', 'FY2012-H1', 'FY2016-Q1', 'FY2016'] as const

/** Records it as the nth event of the contract; an event that cannot be decoded is a bug. */
const recordedAs = (event: DomainEvent, revision: number): RecordedEvent => {
  const decoded = decodeEvent({
    ...event,
    id: `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`,
    stream: `kpiContract-${contract}`,
    revision,
    version: 1,
    recordedAt: `2016-06-01T00:00:00.${String(revision).padStart(3, '0')}Z`,
  })
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left.faults))
  return decoded.right
}

const figure = fc.integer({ min: -3, max: 12 })
const margin = fc.constantFrom({ absolute: 1 }, { percent: 50 })
const aRange = fc.record({ low: figure, high: figure })
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.record(
    {
      comparator: fc.constantFrom('>=' as const, '>' as const, '<=' as const, '<' as const),
      value: figure,
      tolerance: margin,
      levels: fc.record({ detriment: figure, failure: figure }, { requiredKeys: [] }),
      profile: fc.record({ '04': figure, '12': figure }, { requiredKeys: [] }),
    },
    { requiredKeys: ['comparator', 'value'] },
  ),
  fc
    .tuple(
      aRange,
      fc.record(
        { tolerance: margin, levels: fc.record({ detriment: aRange }) },
        { requiredKeys: [] },
      ),
    )
    .map(([ends, more]): Target => ({ comparator: 'between', ...ends, ...more })),
)
const when: fc.Arbitrary<BandTest> = fc.oneof(
  fc.constantFrom<BandTest>(
    { beats: 'target' },
    { meets: 'target' },
    { meets: 'target', within: 'tolerance' },
    { clears: 'detriment' },
    { reaches: 'failure' },
    'otherwise',
  ),
  margin.map((under): BandTest => ({ meets: 'target', under })),
)
const band = fc.record({
  code: fc.constantFrom('a', 'b', 'c', 'd'),
  label: fc.constant('Label'),
  grade: fc.constantFrom('good' as const, 'approaching-target' as const, 'inadequate' as const),
  when,
})
const anyScheme: fc.Arbitrary<Scheme> = fc.record({
  levels: fc.constant(['detriment', 'failure']),
  bands: fc.array(band, { maxLength: 4 }),
  notRated: fc.constant({ code: 'none', label: 'None' }),
})
const soundScheme: Scheme = {
  levels: ['detriment', 'failure'],
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    { code: 'near', label: 'Near', grade: 'good', when: { meets: 'target', within: 'tolerance' } },
    { code: 'missed', label: 'Missed', grade: 'good', when: { clears: 'detriment' } },
    { code: 'bad', label: 'Bad', grade: 'inadequate', when: { clears: 'failure' } },
    { code: 'worse', label: 'Worse', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'None' },
}

/** A scheme that cannot rate targets with a tolerance or levels. */
const plainScheme: Scheme = { ...soundScheme, bands: soundScheme.bands.slice(-1) }

const month = fc.constantFrom(...months)
const period = fc.constantFrom(...periods)
const regime = fc.constantFrom('old', 'new', 'none')
const kpi = fc.constantFrom('A', 'B', '__proto__', 'constructor')
const easyTarget = fc.constant<Target>({ comparator: '>=', value: 5 })
const aTarget = fc.oneof({ weight: 2, arbitrary: easyTarget }, { weight: 1, arbitrary: target })
const outcome = fc.oneof(
  figure.map((value) => ({ kind: 'measured' as const, value, of: 20, published: 'as printed' })),
  fc.constant({ kind: 'not-measured' as const, reason: 'no-data' as const, text: '-' }),
)
const reason = fc.constant('because')
const of = fc.constant(contract)
const hash = fc.constant('ab'.repeat(32))

const register: Command = {
  type: 'RegisterContract',
  contract,
  title: 'Title',
  authority: 'Authority',
  supplier: 'Supplier',
  yearStart: 4,
}

const anyCommand: fc.Arbitrary<Command | PublishScorecard> = fc.oneof(
  fc.constant(register),
  fc.record({
    type: fc.constant('AdoptRegime' as const),
    contract: of,
    regime,
    title: fc.constant('Regime'),
    effectiveFrom: month,
    scheme: fc.oneof(fc.constant(soundScheme), anyScheme),
  }),
  fc.record(
    {
      type: fc.constant('DefineKPI' as const),
      contract: of,
      regime,
      kpi,
      description: fc.constant('Description'),
      serviceArea: fc.constant('Area'),
      frequency: fc.constantFrom('monthly' as const, 'annual' as const),
      unit: fc.constant('percent' as const),
      decimals: fc.constant(2),
      ratedTo: fc.constant(1),
      accumulation: fc.constant('year-to-date' as const),
      effectiveFrom: month,
      target: aTarget,
      succeeds: fc.array(kpi, { maxLength: 2 }),
    },
    {
      requiredKeys: [
        ...(['type', 'contract', 'regime', 'kpi', 'description', 'serviceArea'] as const),
        ...(['frequency', 'unit', 'effectiveFrom', 'target'] as const),
      ],
    },
  ),
  fc.record({
    type: fc.constant('ReviseTarget' as const),
    contract: of,
    regime,
    kpi,
    effectiveFrom: month,
    target: aTarget,
    reason,
  }),
  fc.record({
    type: fc.constant('RetireKPI' as const),
    contract: of,
    regime,
    kpi,
    effectiveFrom: month,
    reason,
  }),
  fc.record({ type: fc.constant('RecordActual' as const), contract: of, kpi, period, outcome }),
  fc.record({
    type: fc.constant('CorrectActual' as const),
    contract: of,
    kpi,
    period,
    outcome,
    reason,
  }),
  fc.record(
    {
      type: fc.constant('AddNote' as const),
      contract: of,
      kpi,
      period,
      text: fc.constant('A note\non two lines'),
    },
    { requiredKeys: ['type', 'contract', 'period', 'text'] },
  ),
  fc.record(
    {
      type: fc.constant('AmendContract' as const),
      contract: of,
      supplier: fc.constant('Other'),
      reason,
    },
    { requiredKeys: ['type', 'contract', 'reason'] },
  ),
  fc.record(
    {
      type: fc.constant('AmendRegime' as const),
      contract: of,
      regime,
      title: fc.constant('Regime, amended'),
      scheme: fc.oneof(fc.constant(soundScheme), fc.constant(plainScheme), anyScheme),
      reason,
    },
    { requiredKeys: ['type', 'contract', 'regime', 'reason'] },
  ),
  fc.record(
    {
      type: fc.constant('ReviseDefinition' as const),
      contract: of,
      regime,
      kpi,
      effectiveFrom: month,
      description: fc.constant('Reworded'),
      ratedTo: fc.constant(0),
      reason,
    },
    { requiredKeys: ['type', 'contract', 'regime', 'kpi', 'effectiveFrom'] },
  ),
  fc.record({
    type: fc.constant('WithdrawEvent' as const),
    contract: of,
    event: fc.nat(12).map((n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
    reason,
  }),
  fc.record({
    type: fc.constant('PublishScorecard' as const),
    contract: of,
    regime,
    period,
    form: fc.constant(1),
    scorecardDigest: hash,
    size: fc.integer({ min: 3, max: 9 }),
    root: hash,
  }),
)

const adopt = (name: string, effectiveFrom: string): Command => ({
  type: 'AdoptRegime',
  contract,
  regime: name,
  title: name,
  effectiveFrom,
  scheme: soundScheme,
})

const opening: ReadonlyArray<Command> = [
  register,
  adopt('old', '2009-04'),
  adopt('new', '2016-04'),
  {
    type: 'DefineKPI',
    contract,
    regime: 'old',
    kpi: 'A',
    description: 'Description',
    serviceArea: 'Area',
    frequency: 'monthly',
    unit: 'percent',
    effectiveFrom: '2012-03',
    target: { comparator: '>=', value: 5, levels: { detriment: 3 } },
  },
]
const sequence = fc
  .array(anyCommand, { minLength: 15, maxLength: 40 })
  .map((commands) => [...opening, ...commands])

/** Runs commands in order; returns the events of those accepted, and the refusals of the others. */
const run = (commands: ReadonlyArray<Command | PublishScorecard>) => {
  const history = emptyHistory()
  const events: Array<RecordedEvent> = []
  const refusals: Array<string> = []
  for (const command of commands) {
    const decided = decide(history, command)
    if (E.isLeft(decided)) {
      refusals.push(decided.left._tag)
      continue
    }
    const recorded = recordedAs(decided.right, historySize(history))
    events.push(recorded)
    addToHistory(history, recorded)
  }
  return { history, events, refusals }
}

const eventOf: Readonly<Partial<Record<CommandType | PublishScorecard['type'], string>>> = {
  RegisterContract: 'ContractRegistered',
  AdoptRegime: 'RegimeAdopted',
  DefineKPI: 'KPIDefined',
  ReviseTarget: 'TargetRevised',
  RetireKPI: 'KPIRetired',
  RecordActual: 'ActualRecorded',
  CorrectActual: 'ActualCorrected',
  AddNote: 'NoteAdded',
  PublishScorecard: 'ScorecardPublished',
  AmendContract: 'ContractAmended',
  AmendRegime: 'RegimeAmended',
  ReviseDefinition: 'DefinitionRevised',
  WithdrawEvent: 'EventWithdrawn',
}

describe('laws of deciding', () => {
  it('the commands here can be decoded, and M25a only publish accepts a publication', () => {
    fc.assert(
      fc.property(anyCommand, (command) => {
        const isPublication = command.type === 'PublishScorecard'
        expect(decodeCommand(command)).toEqual(
          isPublication ? E.left(expect.anything()) : E.right(command),
        )
        expect(E.isRight(decodePublishScorecard(command))).toBe(isPublication)
      }),
    )
  })

  it('a refused command gives one sentence and no event; any other gives its own event', () => {
    fc.assert(
      fc.property(sequence, (commands) => {
        const history = emptyHistory()
        for (const command of commands) {
          const decided = decide(history, command)
          if (E.isLeft(decided)) {
            expect(sentence(decided.left)).toMatch(/^[^\n]+$/)
            expect(decide(history, command)).toEqual(decided)
            continue
          }
          const { type, ...fields } = command
          const data = { ...fields }
          if (type !== 'RegisterContract') Reflect.deleteProperty(data, 'contract')
          expect(decided.right).toEqual({ type: eventOf[type], data })
          const size = historySize(history)
          addToHistory(history, recordedAs(decided.right, size))
          expect(historySize(history)).toBe(size + 1)
        }
      }),
      { numRuns: runs(200) },
    )
  })

  it('these commands lead to every event and every refusal', () => {
    // Always the same ones, since what they lead to must not depend on the seed of a run.
    const all = fc.sample(sequence, { numRuns: 200, seed: 20160610 }).map(run)
    const types = new Set(all.flatMap(({ events }) => events.map(({ type }) => type)))
    expect([...types].sort()).toEqual(Object.values(eventOf).sort())
    expect([...new Set(all.flatMap(({ refusals }) => refusals))].sort()).toEqual([
      'AlreadyRecorded',
      'AlreadyWithdrawn',
      'BeforeRegime',
      'ContractAlreadyRegistered',
      'DependedOn',
      'InvalidScheme',
      'InvalidTarget',
      'KPIAlreadyDefined',
      'KPIRetiredBy',
      'MonthAlreadyTaken',
      'NoDefinitionToCarryOver',
      'NoRegimeInEffect',
      'NotWithdrawable',
      'NothingAmended',
      'NothingToCorrect',
      'NothingToRetire',
      'RegimeAlreadyAdopted',
      'RetiredBeforeStated',
      'StalePublication',
      'SucceedsItself',
      'TargetNotRateable',
      'UnknownEvent',
      'UnknownKPI',
      'UnknownRegime',
    ])
  })

  it('deciding leaves the history as it is', () => {
    fc.assert(
      fc.property(sequence, (commands) => {
        const { history, events } = run(commands)
        for (const command of commands) decide(history, command)
        expect(inOrder(history)).toBe(inOrder(foldHistory(events)))
      }),
      { numRuns: runs(50) },
    )
  })

  it('before a contract is registered, everything else is refused', () => {
    fc.assert(
      fc.property(anyCommand, (command) => {
        const decided = decide(emptyHistory(), command)
        if (command.type === 'RegisterContract') expect(E.isRight(decided)).toBe(true)
        else expect(decided).toEqual(E.left({ _tag: 'UnknownContract', contract }))
      }),
    )
  })
})

const repeatable = new Set([
  ...['ActualCorrected', 'NoteAdded', 'TargetRevised'],
  ...['ContractAmended', 'RegimeAmended', 'DefinitionRevised'],
])

describe('laws of admitting', () => {
  const refusals = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<unknown> => {
    const history = emptyHistory()
    for (const event of events) {
      const admitted = admit(history, event)
      if (E.isLeft(admitted)) return [admitted.left]
    }
    return []
  }

  it('a decided event is admitted, and leads to the same history', () => {
    fc.assert(
      fc.property(sequence, (commands) => {
        const { history, events } = run(commands)
        const replayed = emptyHistory()
        for (const event of events) {
          const admitted = admit(replayed, event)
          if (E.isLeft(admitted)) throw new Error(sentence(admitted.left))
          expect(admitted.right).toBe(replayed)
        }
        expect(inOrder(replayed)).toBe(inOrder(history))
        expect(inOrder(foldHistory(events))).toBe(inOrder(history))
      }),
    )
  })

  it('an event is the command that gave it', () => {
    fc.assert(
      fc.property(sequence, (commands) => {
        const { events } = run(commands)
        for (const event of events) {
          const { type, data } = event
          const decode = type === 'ScorecardPublished' ? decodePublishScorecard : decodeCommand
          const command = decode({ type: definitions[type].command, contract, ...data })
          if (E.isLeft(command)) throw new Error(sentence(command.left))
          expect(eventOf[command.right.type]).toBe(type)
          expect(eventFor(command.right)).toEqual({ type, data })
        }
      }),
      { numRuns: runs(30) },
    )
  })

  it('a history that lacks an event is refused', () => {
    fc.assert(
      fc.property(sequence, fc.nat(), (commands, n) => {
        const { events } = run(commands)
        const without = n % (events.length - 1)
        const shortened = events.filter((_, i) => i !== without)
        expect(refusals(shortened)).toEqual([
          { _tag: 'RevisionOutOfOrder', expected: without, actual: without + 1 },
        ])
      }),
      { numRuns: runs(50) },
    )
  })

  it('an event stated twice is refused, except for corrections, notes, targets, amendments and what was withdrawn', () => {
    fc.assert(
      fc.property(sequence, (commands) => {
        const { history, events } = run(commands)
        for (const event of events) {
          if (repeatable.has(event.type) || history.withdrawals.has(event.revision)) continue
          const again: RecordedEvent = { ...recordedAs(event, historySize(history)) }
          expect(admit(history, again)).toMatchObject({ left: { _tag: 'AgainstTheRules' } })
        }
        expect(inOrder(history)).toBe(inOrder(foldHistory(events)))
      }),
      { numRuns: runs(50) },
    )
  })
})
