import { testRandomLives } from './random-lives.spec'

testRandomLives(1, 200)
