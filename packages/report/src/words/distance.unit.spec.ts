import type { Cell } from '@kpi-ledger/projections'
import { reasonInWords } from './distance'

type Shown = Pick<Cell, 'outcome' | 'target' | 'reason' | 'rated'>

const measured = (value: number, target: Cell['target'], rated: number | null = null): Shown => ({
  ...{ outcome: { kind: 'measured', value }, target, reason: null, rated },
})
const range = { low: 10, high: 20 }

it.each<readonly [Shown, string]>([
  [measured(89.9, 90), '0.1 below'],
  [measured(0.3, 0.1), '0.2 above'],
  [measured(90, 90), 'on target'],
  [measured(9.9, range), '0.1 below'],
  [measured(10, range), 'in range'],
  [measured(20, range), 'in range'],
  [measured(20.5, range), '0.5 above'],
  [measured(89.96, 90, 90), 'rated as 90, on target'],
  [measured(9.96, range, 10), 'rated as 10, in range'],
  [measured(1, null), ''],
  [{ ...measured(1, 90), outcome: null }, ''],
  [{ ...measured(1, 90), reason: 'not-recorded' }, 'not recorded'],
])('says how far a figure is from its target: %j', (cell, words) => {
  expect(reasonInWords(cell)).toBe(words)
})
