import { testRandomLives } from './random-lives.spec'

testRandomLives(2)
