import { recorded } from '@kpi-ledger/testing'
import { emptyHistory, historySize } from '../history/history'
import {
  actual,
  adopt,
  after,
  contract,
  correct,
  define,
  kpi,
  register,
  setUp,
  uuid,
} from './commands.spec'
import { addRules } from './fold'

const { type: _, ...registered } = register
const { type: __, contract: ___, ...adopted } = adopt('r', '2016-04')
const { outcome } = actual(kpi, '2016-04')

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

  it('knows who recorded an event, why, and which file and cell its figure is from', () => {
    const source = { file: 'june.xlsx', sha256: '0'.repeat(64), sheet: 'KPIs', cell: 'G8' }
    const metadata = { actor: 'Ada', occurredAt: '2016-05-31', source }
    const { origins } = after(
      ...[...setUp, define(kpi, 'old', '2009-04'), actual(kpi, '2016-04')],
      { ...correct(kpi, '2016-04'), metadata },
    )
    expect(origins.at(5)).toEqual({
      ...{ id: uuid(5), type: 'ActualCorrected', recordedAt: '2016-06-01T00:00:00.005Z' },
      ...{ actor: 'Ada', occurredAt: '2016-05-31', reason: 'late returns', source },
    })
    expect(origins.at(4)).toEqual({
      ...{ id: uuid(4), type: 'ActualRecorded', recordedAt: '2016-06-01T00:00:00.004Z' },
      actor: null,
    })
  })

  it('may be of the contract and its rules alone', () => {
    const events = recorded('c', [
      { type: 'ContractRegistered', data: { ...registered, contract: 'c' } },
      { type: 'RegimeAdopted', data: adopted },
      { type: 'NoteAdded', data: { period: '2016-04', text: 'A note' } },
      { type: 'ActualRecorded', data: { kpi, period: '2016-04', outcome } },
    ])
    const history = emptyHistory()
    for (const event of events) addRules(history, event)
    expect(history.contract?.contract).toBe('c')
    expect(history.rules.adoptions).toHaveLength(1)
    expect(history.actuals.latest(kpi, '2016-04')).toBeUndefined()
    expect(history.notes.onContract.size).toBe(0)
  })
})
