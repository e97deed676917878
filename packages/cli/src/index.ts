export { run } from './run'
export type { Counter, Io, Progress } from './io'
