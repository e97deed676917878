import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { admit } from './admit'
import { decodeCommand, type Command, type PublishScorecard } from './command.codec'
import { decide } from './decide'
import { foldHistory } from './fold'
import { describe as sentence } from '../describe'
import { emptyHistory, historySize } from '../history/history'
import type { RecordedEvent } from '../events/envelope'
import { inOrder } from '../../../../scripts/jest/in-order'
import {
  contract,
  register,
  adopt,
  define,
  revise,
  retire,
  actual,
  correct,
  redefine,
  note,
  publish,
  uuid,
  record,
  after,
  refusal,
  setUp,
  kpi,
} from './commands.spec'

describe('commands', () => {
  it('give the event with the same fields', () => {
    const { type: _, contract: __, ...data } = define(kpi, 'old', '2009-04')
    expect(decide(after(...setUp), { ...define(kpi, 'old', '2009-04'), metadata: {} })).toEqual(
      E.right({ type: 'KPIDefined', data }),
    )
    const { type: ___, ...registered } = register
    expect(decide(emptyHistory(), register)).toEqual(
      E.right({ type: 'ContractRegistered', data: registered }),
    )
  })

  it.each<[string, Command | PublishScorecard]>([
    ['RegimeAdopted', adopt('next', '2020-04')],
    ['TargetRevised', revise(kpi, 'old', '2010-04')],
    ['KPIRetired', retire(kpi, 'old', '2010-04')],
    ['ActualRecorded', actual(kpi, 'FY2016')],
    ['ActualCorrected', correct(kpi, '2016-04')],
    ['NoteAdded', note()],
    ['NoteAdded', note(kpi)],
    ['ScorecardPublished', { ...publish('2016-04', 5), incomplete: [kpi], again: true }],
  ])('give %s', (type, command) => {
    const history = after(...setUp, define(kpi, 'old', '2009-04'), actual(kpi, '2016-04'))
    expect(decide(history, command)).toMatchObject({ right: { type } })
    const { type: _, contract: __, ...data } = command
    expect(decide(history, command)).toEqual(E.right({ type, data }))
  })

  it('are decoded strictly', () => {
    expect(decodeCommand(register)).toEqual(E.right(register))
    expect(decodeCommand({ ...register, metadata: { actor: 'x', other: [1] } })).toMatchObject({
      _tag: 'Right',
    })
    expect(decodeCommand({ ...actual(kpi, '2016-04'), tolerence: 1 })).toMatchObject({
      left: { _tag: 'DecodeError', expected: 'a command', faults: [{ path: 'tolerence' }] },
    })
    expect(decodeCommand({ ...register, type: 'Nonsense' })).toMatchObject({
      left: { faults: [{ path: 'type' }] },
    })
    expect(decodeCommand({ ...register, yearStart: 13, title: ' ' })).toMatchObject({
      left: { faults: [{ path: 'title' }, { path: 'yearStart' }] },
    })
    const { contract: _, ...nobodys } = actual(kpi, '2016-04')
    expect(decodeCommand(nobodys)).toEqual(
      E.left({
        _tag: 'DecodeError',
        expected: 'a command',
        faults: [{ path: 'contract', message: 'missing' }],
      }),
    )
    expect(decodeCommand([])).toMatchObject({ left: { faults: [{ path: '' }] } })
    expect(decodeCommand(publish('2016-04', 5))).toMatchObject({
      left: {
        faults: [{ path: 'type', message: expect.stringContaining('use publish') as unknown }],
      },
    })
  })
})

describe('definitions', () => {
  const whole = define(kpi, 'old', '2009-04')

  it('M9a may have null as their target; leaving it out is malformed', () => {
    const dataOnly = { ...whole, target: null }
    expect(decodeCommand(dataOnly)).toEqual(E.right(dataOnly))
    expect(refusal(after(...setUp), dataOnly)).toBeNull()
    const none = { ...revise(kpi, 'old', '2010-04'), target: null }
    expect(refusal(after(...setUp, whole), none)).toBeNull()
    const { target: _, ...forgotten } = whole
    expect(decodeCommand(forgotten)).toMatchObject({
      left: { faults: [{ path: 'target', message: 'missing' }] },
    })
  })

  it.each(['minutes', 'tonnes', 'per 10,000', '%', '𝔸'.repeat(24)])(
    'M9b may have any unit of 1 to 24 printable characters: %s',
    (unit) => {
      expect(decodeCommand({ ...whole, unit })).toMatchObject({ right: { unit } })
    },
  )

  it.each(['', ' tonnes', 'tonnes ', 'a\nb', 'x'.repeat(25), 7])(
    'M9b refuse %j as a unit',
    (unit) => {
      expect(decodeCommand({ ...whole, unit })).toMatchObject({
        left: { faults: [{ path: 'unit' }] },
      })
    },
  )

  it('M3 may declare an aggregation only for figures of single periods', () => {
    const summed = { ...whole, aggregation: 'sum' } as const
    expect(refusal(after(...setUp), summed)).toBeNull()
    const yearToDate = { ...summed, accumulation: 'year-to-date' } as const
    const refused = refusal(after(...setUp), yearToDate)
    expect(refused).toMatchObject({ _tag: 'InvalidDefinition', faults: [{ path: 'aggregation' }] })
    const revised = { ...redefine('old', '2010-04'), accumulation: 'year-to-date' } as const
    expect(refusal(after(...setUp, summed), revised)).toEqual(refused)
    expect(refused && sentence(refused)).toBe(
      `the definition of KPI "${kpi}" contradicts itself: aggregation: the figures of a year-to-date KPI are not aggregated`,
    )
  })
})

describe('a history', () => {
  it('counts events and remembers when the last one was recorded', () => {
    expect(emptyHistory()).toMatchObject({ origins: { length: 0 }, contract: null })
    expect(historySize(emptyHistory())).toBe(0)
    const history = after(...setUp, define(kpi, 'old', '2009-04'), actual(kpi, '2016-04'))
    expect(historySize(history)).toBe(5)
    expect(history.origins.lastRecordedAt()).toBe('2016-06-01T00:00:00.004Z')
    expect(history.contract?.contract).toBe(contract)
    const { actuals } = history
    expect(actuals.latest(kpi, '2016-04')).toMatchObject({ revision: 4 })
    expect(actuals.latest(kpi, '2016-05')).toBeUndefined()
    expect(actuals.latest('X', '2016-04')).toBeUndefined()
  })
})

describe('events from outside', () => {
  const event = (revision: number, recordedAt: string, command: Command, stream = contract) => {
    const { type, contract: _, metadata: __, ...fields } = command
    const types: Record<string, string> = {
      RegisterContract: 'ContractRegistered',
      AdoptRegime: 'RegimeAdopted',
      DefineKPI: 'KPIDefined',
    }
    return {
      id: uuid(revision),
      stream: `kpiContract-${stream}`,
      revision,
      version: 1,
      recordedAt,
      type: types[type],
      data: type === 'RegisterContract' ? { ...fields, contract } : fields,
    } as unknown as RecordedEvent
  }
  const noon = '2016-06-01T12:00:00.000Z'
  const first = event(0, noon, register)

  it('M20 are admitted in order, at the same instant or later', () => {
    const history = emptyHistory()
    expect(admit(history, first)).toEqual(E.right(history))
    expect(historySize(history)).toBe(1)
    expect(admit(history, event(1, noon, adopt('old', '2009-04')))).toEqual(E.right(history))
    expect(historySize(history)).toBe(2)
  })

  it.each([
    [
      event(1, noon, register),
      { _tag: 'RevisionOutOfOrder', expected: 0, actual: 1 },
      'revision: expected 0, got 1; revisions of a stream follow one another from 0',
    ],
    [
      event(0, noon, register, 'ict'),
      { _tag: 'OtherContract', stream: 'kpiContract-ict', contract },
      'data.contract: "pssp" is not the contract of stream kpiContract-ict',
    ],
    [
      event(0, noon, adopt('old', '2009-04')),
      { _tag: 'AgainstTheRules', refusal: { _tag: 'UnknownContract', contract } },
      'no contract "pssp" is registered',
    ],
  ] as const)('are refused if out of place %#', (given, reason, message) => {
    const history = emptyHistory()
    expect(admit(history, given)).toEqual(E.left(reason))
    expect(inOrder(history)).toBe(inOrder(emptyHistory()))
    expect(sentence(reason)).toBe(message)
  })

  it('M20 are refused if recorded before the last one', () => {
    const history = foldHistory([first])
    const earlier = '2016-06-01T11:59:59.999Z'
    const reason = { _tag: 'RecordedBeforeLast', last: noon, recordedAt: earlier } as const
    expect(admit(history, event(1, earlier, adopt('old', '2009-04')))).toEqual(E.left(reason))
    expect(inOrder(history)).toBe(inOrder(foldHistory([first])))
    expect(sentence(reason)).toBe(
      `recordedAt: ${earlier} is before ${noon}, when the event before it was recorded`,
    )
  })
})

describe('laws of deciding', () => {
  const names = fc.constantFrom('A', 'B', '__proto__', 'constructor')
  const regimes = fc.constantFrom('old', 'new', 'none')
  const months = fc.constantFrom('2009-04', '2012-04', '2016-04', '2016-05')
  const anyCommand: fc.Arbitrary<Command | PublishScorecard> = fc.oneof(
    fc.constant(register),
    fc.tuple(regimes, months).map(([regime, month]) => adopt(regime, month)),
    fc.tuple(names, regimes, months).map(([name, regime, month]) => define(name, regime, month)),
    fc.tuple(names, regimes, months).map(([name, regime, month]) => revise(name, regime, month)),
    fc.tuple(names, regimes, months).map(([name, regime, month]) => retire(name, regime, month)),
    fc.tuple(names, months).map(([name, month]) => actual(name, month)),
    fc.tuple(names, months).map(([name, month]) => correct(name, month)),
    names.map((name) => note(name)),
    months.map((month) => publish(month, 3)),
  )

  it('a refused command changes nothing, an accepted one adds exactly one event', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 40 }), (commands) => {
        const history = emptyHistory()
        for (const command of [register, ...commands]) {
          const [before, size] = [inOrder(history), historySize(history)]
          const next = record(history, command)
          if (E.isLeft(next)) expect(inOrder(history)).toBe(before)
          expect(historySize(history)).toBe(size + (E.isRight(next) ? 1 : 0))
        }
      }),
    )
  })
})

describe('line ends in the texts of a command', () => {
  const note = { type: 'AddNote', contract, period: '2024-04', text: 'one\r\ntwo\r\n\r\nthree' }

  it('become line feeds, as those of every web form must', () => {
    expect(decodeCommand(note)).toEqual(E.right({ ...note, text: 'one\ntwo\n\nthree' }))
  })

  it('are kept in metadata, while a lone CR is refused', () => {
    const form = { browser: 'a\r\nb' }
    expect(decodeCommand({ ...note, metadata: { form } })).toMatchObject(
      E.right({ text: 'one\ntwo\n\nthree', metadata: { form } }),
    )
    for (const text of ['one\rtwo', '\r\n'])
      expect(E.isLeft(decodeCommand({ ...note, text }))).toBe(true)
  })
})
