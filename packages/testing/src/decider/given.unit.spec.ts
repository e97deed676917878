import { AssertionError } from 'node:assert/strict'
import type { Command } from '@kpi-ledger/core'
import type { EventFixture } from '../events/recorded'
import { given, type Then } from './given'

const contract = 'pssp'
const registered: EventFixture = {
  type: 'ContractRegistered',
  data: { contract, title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
}
const addNote: Command = { type: 'AddNote', contract, period: '2016-04', text: 'checked' }
const noted: EventFixture = { type: 'NoteAdded', data: { period: '2016-04', text: 'checked' } }
const unknownKPI: Command = { ...addNote, kpi: 'K' }

const failure = (check: () => void): AssertionError => {
  try {
    check()
  } catch (error) {
    if (error instanceof AssertionError) return error
    throw error
  }
  throw new Error('it passed')
}

test('passes for exactly the events', () => {
  given(registered).when(addNote).thenEvents([noted])
})

test('passes for exactly the refusal', () => {
  given(registered).when(unknownKPI).thenRefused({ _tag: 'UnknownKPI', kpi: 'K', kpis: [] })
  given().when(addNote).thenRefused({ _tag: 'UnknownContract', contract })
})

test('registers from nothing', () => {
  given()
    .when({ type: 'RegisterContract', ...registered.data })
    .thenEvents([registered])
})

test('metadata is not part of the event that a decider returns', () => {
  given(registered)
    .when({ ...addNote, metadata: { actor: 'A' } })
    .thenEvents([noted])
})

describe('fails with an AssertionError', () => {
  const when = (): Then => given(registered).when(addNote)

  test('that shows the difference, if the data differ', () => {
    const error = failure(() =>
      when().thenEvents([{ type: 'NoteAdded', data: { period: '2016-04', text: 'other' } }]),
    )
    expect(error.message).toMatch(/^\+ +text: 'checked'$/m)
    expect(error.message).toMatch(/^- +text: 'other'$/m)
  })

  test.each<[string, ReadonlyArray<EventFixture>]>([
    ['no events', []],
    ['one more event', [noted, noted]],
    ['a different event first', [registered, noted]],
    ['a field undefined instead of missing', [{ ...noted, metadata: undefined } as never]],
    [
      'a field of the data undefined instead of missing',
      [
        {
          type: 'NoteAdded',
          data: { period: '2016-04', text: 'checked', kpi: undefined } as never,
        },
      ],
    ],
  ])('if %s is expected', (_, expected) => {
    failure(() => when().thenEvents(expected))
  })

  test('if events are expected and the command is refused, with the reason', () => {
    const error = failure(() => given(registered).when(unknownKPI).thenEvents([noted]))
    expect(error.message).toBe(
      'expected events, but the command was refused: no KPI "K" has been defined; there are none',
    )
    expect(error.actual).toEqual({ _tag: 'UnknownKPI', kpi: 'K', kpis: [] })
  })

  test('if a refusal is expected and the command gives events', () => {
    const error = failure(() => when().thenRefused({ _tag: 'UnknownKPI', kpi: 'K', kpis: [] }))
    expect(error.message).toBe('expected the refusal UnknownKPI, but the command gave events')
    expect(error.actual).toEqual([noted])
  })

  test('if the refusal has other fields', () => {
    const refused = given(registered).when(unknownKPI)
    failure(() => refused.thenRefused({ _tag: 'UnknownKPI', kpi: 'other', kpis: [] }))
    failure(() => refused.thenRefused({ _tag: 'UnknownRegime', regime: 'K', regimes: [] }))
  })

  test('if the given events cannot have happened, with the first one and the reason', () => {
    const error = failure(() => given(registered, registered).when(addNote).thenEvents([noted]))
    expect(error.message).toBe(
      'given event 1, ContractRegistered, cannot have happened: contract "pssp" is already registered',
    )
  })

  test('if a given event cannot be decoded', () => {
    const data = { ...registered.data, yearStart: 99 }
    const error = failure(() => given({ type: 'ContractRegistered', data }))
    expect(error.message).toContain('given event 0, ContractRegistered, cannot have happened')
    expect(error.message).toContain('data.yearStart')
  })

  test('if the given events cannot have happened, even if no command follows', () => {
    expect(failure(() => given(noted)).message).toContain('no contract')
  })

  test.each<[string, Command, string]>([
    ['a period', { ...addNote, period: 'rubbish' }, 'period'],
    ['a contract', { type: 'RegisterContract', ...registered.data, yearStart: 99 }, 'yearStart'],
  ])('if %s of the command cannot be decoded, whatever is expected', (_, command, path) => {
    const when = (): Then => given(registered).when(command)
    expect(failure(() => when().thenEvents([noted])).message).toContain(
      `command is invalid: command 1: ${path}`,
    )
    failure(() => when().thenRefused({ _tag: 'ContractAlreadyRegistered', contract }))
    failure(() => when().thenInvalid(['other']))
    when().thenInvalid([path])
  })

  test('if the command is for another contract', () => {
    const elsewhere = { ...addNote, contract: 'other' }
    failure(() => given(registered).when(elsewhere).thenEvents([noted]))
    given(registered).when(elsewhere).thenRefused({ _tag: 'UnknownContract', contract: 'other' })
  })

  test('if there is no then, as an uncaught error', () => {
    const later: Array<() => void> = []
    const queued = jest.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => {
      later.push(task)
    })
    given(registered).when(addNote)
    given(registered).when(addNote).thenEvents([noted])
    queued.mockRestore()
    const [without, stated] = later
    expect(failure(() => without?.()).message).toContain('when(AddNote) has no then')
    expect(() => stated?.()).not.toThrow()
  })

  test('if time runs backwards in the given events', () => {
    const early = { ...noted, recordedAt: '2000-01-01T00:00:00.000Z' }
    const error = failure(() => given(registered, early).when(addNote).thenEvents([noted]))
    expect(error.message).toContain('given event 1, NoteAdded, cannot have happened: recordedAt')
  })
})
