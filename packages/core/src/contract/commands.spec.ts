import * as E from 'fp-ts/Either'
import type { Command, CommandOf, PublishScorecard } from './command.codec'
import { decide } from './decide'
import { addToHistory } from './fold'
import type { Refusal } from './refusal'
import { describe as sentence } from '../describe'
import { emptyHistory, historySize, type History } from '../history/history'
import { decodeEvent } from '../events/event.codec'
import type { Scheme } from '../rating/scheme'

export const contract = 'pssp'
export const scheme: Scheme = {
  levels: ['detriment'],
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    { code: 'missed', label: 'Missed', grade: 'approaching-target', when: { clears: 'detriment' } },
    { code: 'detriment', label: 'Detriment', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'None' },
}

export const register: CommandOf<'RegisterContract'> = {
  type: 'RegisterContract',
  contract,
  title: 'T',
  authority: 'A',
  supplier: 'S',
  yearStart: 4,
}
export const adopt = (regime: string, effectiveFrom: string): CommandOf<'AdoptRegime'> => ({
  type: 'AdoptRegime',
  contract,
  regime,
  title: regime,
  effectiveFrom,
  scheme,
})
export const define = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
  more: Partial<CommandOf<'DefineKPI'>> = {},
): CommandOf<'DefineKPI'> => ({
  type: 'DefineKPI',
  contract,
  regime,
  kpi,
  description: `${kpi} under ${regime}`,
  serviceArea: 'Area',
  frequency: 'monthly',
  unit: 'percent',
  effectiveFrom,
  target: { comparator: '>=', value: 90 },
  ...more,
})
export const revise = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
  value = 95,
): CommandOf<'ReviseTarget'> => ({
  type: 'ReviseTarget',
  contract,
  regime,
  kpi,
  effectiveFrom,
  target: { comparator: '>=', value },
})
export const retire = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
): CommandOf<'RetireKPI'> => ({
  type: 'RetireKPI',
  contract,
  regime,
  kpi,
  effectiveFrom,
  reason: 'no longer needed',
})
export const actual = (kpi: string, period: string, value = 91): CommandOf<'RecordActual'> => ({
  type: 'RecordActual',
  contract,
  kpi,
  period,
  outcome: { kind: 'measured', value },
})
export const correct = (kpi: string, period: string): CommandOf<'CorrectActual'> => ({
  ...actual(kpi, period, 92),
  type: 'CorrectActual',
  reason: 'late returns',
})
export const redefine = (regime: string, effectiveFrom: string): CommandOf<'ReviseDefinition'> => ({
  type: 'ReviseDefinition',
  contract,
  regime,
  kpi: 'R&B-K-001',
  effectiveFrom,
})
export const decideRating = (regime: string, code: string): CommandOf<'DecideRating'> => ({
  type: 'DecideRating',
  contract,
  regime,
  kpi: 'R&B-K-001',
  period: '2016-04',
  code,
  reason: 'relief',
})
export const withdraw = (event: string): CommandOf<'WithdrawEvent'> => ({
  type: 'WithdrawEvent',
  contract,
  event,
  reason: 'typed twice',
})
export const note = (kpi?: string): CommandOf<'AddNote'> => ({
  type: 'AddNote',
  contract,
  period: '2016-04',
  text: 'A note',
  ...(kpi === undefined ? {} : { kpi }),
})
export const publish = (period: string, size: number, regime = 'new'): PublishScorecard => ({
  type: 'PublishScorecard',
  contract,
  regime,
  period,
  form: 1,
  scorecardDigest: '0'.repeat(64),
  size,
  root: '0'.repeat(64),
})

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/**
 * Adds the event of a command to a history; if it is refused, returns the refusal and leaves the
 * history unchanged.
 */
export const record = (
  history: History,
  command: Command | PublishScorecard,
): E.Either<Refusal, History> =>
  E.map((event: object) => {
    const revision = historySize(history)
    const recorded = decodeEvent({
      ...event,
      id: uuid(revision),
      stream: `kpiContract-${contract}`,
      revision,
      version: 1,
      recordedAt: `2016-06-01T00:00:00.${String(revision).padStart(3, '0')}Z`,
      ...(command.metadata === undefined ? {} : { metadata: command.metadata }),
    })
    if (E.isLeft(recorded)) throw new Error(sentence(recorded.left))
    addToHistory(history, recorded.right)
    return history
  })(decide(history, command))

export const after = (...commands: ReadonlyArray<Command | PublishScorecard>): History => {
  const history = emptyHistory()
  for (const command of commands) {
    const next = record(history, command)
    if (E.isLeft(next)) throw new Error(sentence(next.left))
  }
  return history
}

export const refusal = (history: History, command: Command | PublishScorecard): Refusal | null => {
  const decided = decide(history, command)
  return E.isLeft(decided) ? decided.left : null
}

export const setUp = [register, adopt('old', '2009-04'), adopt('new', '2016-04')]
export const kpi = 'R&B-K-001'
