export type { CaughtUp, Emission, Failed, StateOf } from './emission'
export type { Named, Projection, StateCodec } from './projection'
export type { When } from './follow'
export { live, type LiveOptions, type Resume } from './live'
export {
  liveHandler,
  type Handled,
  type Handler,
  type HandlerFailed,
  type HandlerOptions,
} from './live-handler'
export type { LiveAnswerOptions } from './live-answer'
export { liveScorecard } from './live-scorecard'
export { liveTracker } from './live-tracker'
