import { givenHistory, recorded } from '@kpi-ledger/testing'
import { actual, adopted, corrected, defined, measured, noted, registered } from '../fixture.spec'
import { foldHistory } from '@kpi-ledger/core'
import { addToHistory, emptyHistory, historySize } from '@kpi-ledger/core/unstable'
import { inOrder } from '../../../../scripts/jest/in-order'

const rules = [registered, adopted('r', '2016-04'), defined('K', 'r', '2016-04')]

test('an empty history has no contract and no events', () => {
  const history = emptyHistory()
  expect(historySize(history)).toBe(0)
  expect(history.contract).toBeNull()
})

test('its size counts every event, whatever its type', () => {
  const history = givenHistory(
    ...rules,
    actual('K', '2016-04', 95),
    corrected('K', '2016-04', 94),
    noted('2016-04', 'a note'),
    {
      type: 'ScorecardPublished',
      data: {
        regime: 'r',
        period: '2016-04',
        form: 1,
        scorecardDigest: '0'.repeat(64),
        size: 6,
        root: '0'.repeat(64),
      },
    },
  )
  expect(historySize(history)).toBe(7)
  expect([...history.origins]).toHaveLength(7)
})

test('M19 each actual is linked to the one it replaced, the latest first', () => {
  const history = givenHistory(
    ...rules,
    actual('K', '2016-04', 95),
    corrected('K', '2016-04', 94),
    corrected('K', '2016-04', 93),
  )
  const latest = history.actuals.latest('K', '2016-04')
  expect(latest).toMatchObject({ revision: 5, outcome: measured(93), corrected: true })
  expect(latest?.previous).toMatchObject({ revision: 4, outcome: measured(94), corrected: true })
  expect(latest?.previous?.previous).toMatchObject({
    revision: 3,
    outcome: measured(95),
    corrected: false,
    previous: null,
  })
})

test('notes on a KPI and on the contract are kept apart, by period, in recorded order', () => {
  const history = givenHistory(
    ...rules,
    noted('2016-04', 'one'),
    noted('2016-04', 'of K', 'K'),
    noted('2016-05', 'two'),
    noted('2016-04', 'three'),
  )
  const texts = (notes: ReadonlyArray<{ readonly text: string }> | undefined) =>
    notes?.map(({ text }) => text)
  expect(texts(history.notes.onContract.get('2016-04'))).toEqual(['one', 'three'])
  expect(texts(history.notes.onContract.get('2016-05'))).toEqual(['two'])
  expect(texts(history.notes.onKPIs.get('K')?.get('2016-04'))).toEqual(['of K'])
})

test('a history grown event by event equals one folded at once', () => {
  const events = recorded('pssp', [...rules, actual('K', '2016-04', 95), noted('2016-04', 'n')])
  const grown = emptyHistory()
  for (const event of events) addToHistory(grown, event)
  expect(inOrder(grown)).toBe(inOrder(foldHistory(events)))
})
