export { visible, visibleLines } from '@kpi-ledger/core/unstable'
