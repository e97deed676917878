export { memoryCheckpoints } from './checkpoints'
export { memoryStore } from './memory-store'
