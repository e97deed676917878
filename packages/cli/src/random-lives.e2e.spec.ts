import { COMMANDS, testRandomLives } from './random-lives.spec'

// 100,000 commands in all.
testRandomLives(100_000 / COMMANDS)
