import { testRandomLives } from './random-lives.spec'

// 100,000 commands in all.
testRandomLives(200, 500)
