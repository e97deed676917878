import { TestScheduler } from 'rxjs/testing'
import { emptyHistory } from '@kpi-ledger/core/unstable'
import type { Emission } from './emission'
import { answers, type Answered } from './live-answer'

/** A source of these states, one per frame; a new answer is needed where a letter says so. */
const states = (): Answered<number> => ({ history: emptyHistory(), answer: null })

const emitted = <S>(state: S, live: boolean): Emission<S> => ({
  kind: 'state',
  state,
  position: null,
  live,
})
const caughtUp = { kind: 'caught-up', position: null } as const
const failed = { kind: 'failed', error: { _tag: 'Unavailable', reason: 'gone' } } as const

const marbles = (test: (run: Parameters<Parameters<TestScheduler['run']>[0]>[0]) => void): void => {
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(test)
}

const counted = () => {
  let asked = 0
  return (): number => ++asked
}

it('asks once for each state that may have changed, and passes on everything that is not a state', () => {
  marbles(({ cold, expectObservable }) => {
    const state = states()
    const source = cold<Emission<Answered<number>>>('a-c-a-b-f|', {
      a: emitted(state, false),
      b: emitted(states(), true),
      c: caughtUp,
      f: failed,
    })
    expectObservable(source.pipe(answers(counted()))).toBe('x-c-x-y-f|', {
      x: emitted(1, false),
      y: emitted(2, true),
      c: caughtUp,
      f: failed,
    })
  })
})

it('closes its source when it is unsubscribed from', () => {
  marbles(({ hot, expectObservable, expectSubscriptions }) => {
    const source = hot<Emission<Answered<number>>>('a-a-a-a-', { a: emitted(states(), true) })
    expectObservable(source.pipe(answers(counted())), '---^-!').toBe('----x-', {
      x: emitted(1, true),
    })
    expectSubscriptions(source.subscriptions).toBe('---^-!')
  })
})
