import { eventLaws } from './laws.spec'

eventLaws(1)
